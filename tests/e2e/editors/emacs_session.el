;;; What a person does with a sketch in Emacs, with the configuration of docs/editors.md.  -*- lexical-binding: t -*-

;; Each step tells what there is then to be seen, as a line of JSON; what that should be is for the test to say.

(require 'cl-lib)
(require 'json)

(defconst session-patience 60
  "How long a step may take, in seconds.")

(defvar session-pausing t
  "Whether the person makes pauses, in which Emacs does what it does when it is idle.")

(defvar session-refused nil
  "Whether an edit was refused.")

(advice-add 'eglot--apply-workspace-edit :around
            (lambda (apply &rest arguments)
              (condition-case problem
                  (apply apply arguments)
                (error (setq session-refused t)
                       (signal (car problem) (cdr problem))))))

(defun session-tell (step seen)
  (princ (concat (json-encode (vector step seen)) "\n")))

(defun session-diagnostics ()
  (let ((found (sort (flymake-diagnostics)
                     (lambda (one other) (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other))))))
    (vconcat (mapcar (lambda (it)
                       (let ((text (flymake-diagnostic-text it)))
                         (string-match "\\`holewright \\[\\(.*?\\)\\]: " text)
                         (vector (line-number-at-pos (flymake-diagnostic-beg it))
                                 (match-string 1 text)
                                 (substring text (match-end 0)))))
                     found))))

(defun session-wait (what holds)
  "Let Emacs do its work until HOLDS gives something."
  (let ((deadline (+ (float-time) session-patience)))
    (while (not (funcall holds))
      (when (> (float-time) deadline)
        (session-tell (concat "waited in vain for " what)
                      `((diagnostics . ,(session-diagnostics)) (text . ,(buffer-string))
                        (log . ,(mapcar (lambda (it) (with-current-buffer it (buffer-string)))
                                        (cl-remove-if-not (lambda (it) (string-search "stderr" (buffer-name it)))
                                                          (buffer-list))))))
        (kill-emacs 1))
      (accept-process-output nil 0.02)
      ;; Nobody presses a key here, so what waits for a pause has to be asked for.
      (when session-pausing
        (dolist (timer timer-idle-list) (timer-event-handler timer))))))

(defun session-wait-for-count (code count)
  (session-wait (format "%d of %s" count code)
                (lambda ()
                  (= (cl-count-if (lambda (it) (string-search code (aref it 1))) (session-diagnostics)) count))))

(defun session-wait-for-text (part)
  (session-wait part (lambda () (string-search part (buffer-string)))))

(defun session-wait-for-lock (part)
  (session-wait part (lambda () (and (file-exists-p "holes.lock")
                                     (with-temp-buffer
                                       (insert-file-contents "holes.lock")
                                       (string-search part (buffer-string)))))))

(defun session-go-to (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun session-act (title)
  "Choose from the code actions at point the one whose title begins with TITLE."
  (let (offered (last-nonmenu-event t))
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_prompt items &rest _)
                 (setq offered (mapcar #'car items))
                 (or (cl-find-if (lambda (it) (string-prefix-p title it)) offered)
                     (error "No action %s in %s" title offered)))))
      (call-interactively #'eglot-code-actions))
    (vconcat offered)))

(defun session-hover ()
  (let (shown)
    (eglot-hover-eldoc-function (lambda (info &rest _) (setq shown (or info ""))))
    (session-wait "a hover" (lambda () shown))
    (substring-no-properties shown)))

(defun session-of-a-sketch ()
  (session-wait-for-count "unfilled-hole" 2)
  (session-wait-for-count "example-blocked" 3)
  (session-tell "opened" `((diagnostics . ,(session-diagnostics)) (mode . ,major-mode)))

  (session-go-to "ahead(score: int")
  (session-tell "hovered" (session-hover))

  (session-go-to "`how many of the results")
  (session-tell "offered" (session-act "Fill `how many"))
  (session-wait-for-count "unfilled-hole" 1)
  (session-wait-for-count "example-blocked" 1)
  (session-tell "filled by an action" `((diagnostics . ,(session-diagnostics)) (text . ,(buffer-string))
                                        (modified . ,(if (buffer-modified-p) t :json-false))))

  (session-act "Fill all open holes")
  (session-wait-for-count "" 0)

  (session-go-to "'Deal': 2")
  (forward-char 8)
  (delete-char 1)
  (insert "3")
  (session-wait-for-count "example-failed" 1)
  (session-tell "typed" `((diagnostics . ,(session-diagnostics))))

  (session-go-to ">>> places")
  (session-tell "offered for a failure" (session-act "Accept"))
  (session-wait-for-text "'Deal': 2")
  (session-wait-for-count "example-failed" 0)
  (save-buffer)
  (session-tell "accepted" `((text . ,(buffer-string))))

  (session-go-to "`how many of the results")
  (session-act "Make `how many of the results are of this kind` a named hole")
  (session-wait-for-text "def how_many_of_the_results_are_of_this_kind")
  (session-wait-for-lock "id = \"how_many_of_the_results_are_of_this_kind\"")
  (save-buffer)

  (session-go-to "how_many_of_the_results_are_of_this_kind(results, arg2)")
  (eglot-rename "tally")
  (session-wait-for-text "def tally(")
  (session-wait-for-lock "id = \"tally\"")
  (session-wait-for-count "" 0)
  (save-buffer)
  (session-tell "renamed" `((text . ,(buffer-string)))))

(defun session-of-a-python-file ()
  (session-wait-for-count "unfilled-hole" 3)
  (session-wait-for-count "example-blocked" 1)
  (session-tell "opened" `((diagnostics . ,(session-diagnostics)) (mode . ,major-mode)))

  (session-go-to "longest(words")
  (session-act "Fill `longest`")
  ;; Eglot says what was typed after a pause, and until then refuses edits of what it has said.
  (goto-char (point-min))
  (insert "# Typed while a hole was filled.\n")
  (let ((session-pausing nil))
    (session-wait "a refusal" (lambda () session-refused)))
  (session-wait-for-count "unfilled-hole" 2)
  (session-tell "filled by an action" `((text . ,(buffer-string)) (modified . ,(if (buffer-modified-p) t :json-false))))

  (session-act "Fill all open holes")
  (session-wait-for-count "" 0)
  (save-buffer)
  (session-tell "filled all" `((text . ,(buffer-string)))))

(setq make-backup-files nil)
;; An Emacs that shows no Markdown, also where it would.
(fmakunbound 'gfm-view-mode)
(find-file (pop command-line-args-left))
(eglot-ensure)
;; It waits for the command that opened the file to end.
(run-hooks 'post-command-hook)
(session-wait "the server" #'eglot-managed-p)
(if (string-suffix-p ".anpl" buffer-file-name)
    (session-of-a-sketch)
  (session-of-a-python-file))
(eglot-shutdown-all)
