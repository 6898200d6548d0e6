-- What a person does with a sketch in Neovim, with the configuration of docs/editors.md. Each step tells what there is
-- then to be seen, as a line of JSON; what that should be is for the test to say.

-- How long a step may take, in milliseconds.
local PATIENCE = 60000

local function tell(step, seen)
  io.stdout:write(vim.fn.json_encode({ step, seen }), "\n")
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n"
end

local function code_of(diagnostic)
  return diagnostic.code or diagnostic.user_data.lsp.code
end

local function diagnostics(code)
  return vim.tbl_filter(function(diagnostic)
    return code == nil or code_of(diagnostic) == code
  end, vim.diagnostic.get(0))
end

local function shown()
  local found = diagnostics()
  table.sort(found, function(one, other)
    return one.lnum < other.lnum
  end)
  return vim.tbl_map(function(diagnostic)
    return { diagnostic.lnum + 1, code_of(diagnostic), diagnostic.message }
  end, found)
end

-- The configuration asks for lenses; here they are only looked at.
local function lenses()
  return vim.tbl_map(function(lens)
    return { lens.range.start.line + 1, lens.command.title }
  end, vim.lsp.codelens.get(0))
end

local function wait_for(what, holds)
  if not vim.wait(PATIENCE, holds, 20) then
    local seen = { diagnostics = shown(), lenses = lenses(), text = text(), messages = vim.fn.execute("messages") }
    tell("waited in vain for " .. what, seen)
    vim.cmd("cquit!")
  end
end

local function wait_for_lens(title)
  wait_for("the lens " .. title, function()
    for _, lens in ipairs(lenses()) do
      if lens[2]:find(title, 1, true) then
        return true
      end
    end
    return false
  end)
end

local function go_to(pattern)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search(pattern, "cW") > 0, pattern)
end

local function colour_of(pattern)
  go_to(pattern)
  return vim.fn.synIDattr(vim.fn.synID(vim.fn.line("."), vim.fn.col("."), 1), "name")
end

-- Chooses from whatever is offered next what begins with `title`.
local function choosing(title, ask)
  local offered
  vim.ui.select = function(items, options, choose)
    offered = vim.tbl_map(options.format_item, items)
    for index, item in ipairs(items) do
      if vim.startswith(offered[index], title) then
        return choose(item, index)
      end
    end
    choose(nil)
  end
  ask()
  wait_for("a choice of " .. title, function()
    return offered ~= nil
  end)
  return offered
end

local function act(title)
  return choosing(title, vim.lsp.buf.code_action)
end

local function hover()
  local found
  vim.lsp.buf.hover()
  wait_for("a hover", function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        found = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
    return false
  end)
  return table.concat(found, "\n")
end

local function wait_for_count(code, count)
  wait_for(count .. " of " .. (code or "all diagnostics"), function()
    return #diagnostics(code) == count
  end)
end

local function wait_for_text(part)
  wait_for("the text " .. part, function()
    return text():find(part, 1, true) ~= nil
  end)
end

local function wait_for_lock(part)
  wait_for("the lock to have " .. part, function()
    return vim.fn.filereadable("holes.lock") == 1
      and table.concat(vim.fn.readfile("holes.lock"), "\n"):find(part, 1, true) ~= nil
  end)
end

local function of_a_sketch()
  wait_for_count("unfilled-hole", 2)
  wait_for_count("example-blocked", 3)
  wait_for_lens("blocked")
  local colours = { colour_of("`how many of the results"), colour_of("return 3") }
  tell("opened", { diagnostics = shown(), lenses = lenses(), filetype = vim.bo.filetype, colours = colours })

  go_to("ahead(score: int")
  tell("hovered", hover())

  go_to("`how many of the results")
  tell("offered", act("Fill `how many"))
  wait_for_count("unfilled-hole", 1)
  wait_for_count("example-blocked", 1)
  tell("filled by an action", { diagnostics = shown(), text = text(), modified = vim.bo.modified })

  wait_for_lens("Fill all (1 open)")
  go_to("ahead(score: int")
  choosing("Fill", vim.lsp.codelens.run)
  wait_for_count(nil, 0)
  wait_for_lens("5/5 examples")
  tell("filled by a lens", { lenses = lenses(), text = text() })

  vim.lsp.buf.definition()
  wait_for("the fill", function()
    return vim.endswith(vim.api.nvim_buf_get_name(0), "/ahead.py")
  end)
  tell("went to the fill", { text = text(), readonly = vim.bo.readonly, line = vim.api.nvim_get_current_line() })
  vim.cmd("buffer ranks.anpl")

  go_to("'Deal': 2")
  vim.cmd([[substitute/'Deal': 2/'Deal': 3/]])
  wait_for_count("example-failed", 1)
  tell("typed", { diagnostics = shown() })

  go_to(">>> places")
  tell("offered for a failure", act("Accept"))
  wait_for_text("'Deal': 2")
  wait_for_count("example-failed", 0)
  vim.cmd("write")
  tell("accepted", { text = text() })

  go_to("`how many of the results")
  act("Make `how many of the results are of this kind` a named hole")
  wait_for_text("def how_many_of_the_results_are_of_this_kind")
  wait_for_lock('id = "how_many_of_the_results_are_of_this_kind"')
  vim.cmd("write")

  go_to("how_many_of_the_results_are_of_this_kind(results, arg2)")
  vim.lsp.buf.rename("tally")
  wait_for_text("def tally(")
  wait_for_lock('id = "tally"')
  wait_for_count(nil, 0)
  vim.cmd("write")
  tell("renamed", { text = text() })
end

local function of_a_python_file()
  wait_for_count("unfilled-hole", 3)
  wait_for_count("example-blocked", 1)
  tell("opened", { diagnostics = shown() })

  go_to("def longest")
  act("Fill `longest`")
  wait_for_count("unfilled-hole", 2)
  tell("filled by an action", { text = text(), modified = vim.bo.modified })

  vim.cmd("silent undo")
  wait_for_count("unfilled-hole", 3)
  tell("undone", { text = text() })

  act("Fill all open holes")
  vim.api.nvim_buf_set_lines(0, 0, 0, false, { "# Typed while holes were filled." })
  wait_for_count(nil, 0)
  vim.cmd("write")
  tell("filled all", { text = text() })
end

if vim.fn.expand("%:e") == "anpl" then
  of_a_sketch()
else
  of_a_python_file()
end
vim.cmd("quitall!")
