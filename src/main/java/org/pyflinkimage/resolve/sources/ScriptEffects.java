package org.pyflinkimage.resolve.sources;

import java.util.List;
import java.util.Set;
import org.pyflinkimage.resolve.sources.ScriptTokens.Kind;
import org.pyflinkimage.resolve.sources.ScriptTokens.Statement;
import org.pyflinkimage.resolve.sources.ScriptTokens.Token;

/** What a {@code setup.py} would do beside calling {@code setup}: files that it writes may be part of what is installed. */
final class ScriptEffects {

    private static final Set<String> WRITING = Set.of(
            "write",
            "writelines",
            "write_text",
            "write_bytes",
            "mkdir",
            "makedirs",
            "rename",
            "renames",
            "symlink",
            "symlink_to",
            "copy2",
            "copyfile",
            "copytree",
            "move",
            "rmtree",
            "unlink",
            "rmdir",
            "touch",
            "mkstemp");
    private static final Set<String> RUNNING =
            Set.of("system", "popen", "Popen", "call", "check_call", "check_output", "spawn", "execv", "run");
    private static final Set<String> OUTPUTS = Set.of("stdout", "stderr");

    private ScriptEffects() {}

    /**
     * Looks at all but classes, which are commands that no wheel is made by, and what the command line decides on: that is pip's.
     *
     * @throws NeedsRunning where files may be written or programs run
     */
    static void requireNone(List<Statement> statements) {
        for (Statement statement : statements) {
            List<Token> tokens = statement.tokens();
            boolean ofCommands = statement.begins("class")
                    || (statement.begins("if") && tokens.stream().anyMatch(it -> it.is("argv")));
            if (!ofCommands) {
                requireNoneIn(tokens);
                requireNone(statement.body());
            }
        }
    }

    private static void requireNoneIn(List<Token> tokens) {
        boolean opens = tokens.stream().anyMatch(it -> it.is("open"));
        boolean programs = tokens.stream().anyMatch(it -> it.is("subprocess") || it.is("os"));
        boolean texts = tokens.stream().anyMatch(it -> it.kind() == Kind.TEXT || it.kind() == Kind.COMPUTED_TEXT);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean attribute = i > 0 && tokens.get(i - 1).is(".");
            boolean toOutput = i > 1 && OUTPUTS.contains(tokens.get(i - 2).value());
            boolean writes = attribute && !toOutput && WRITING.contains(token.value()) && token.isName();
            boolean runs = attribute && programs && RUNNING.contains(token.value()) && token.isName();
            boolean argument =
                    i > 0 && (tokens.get(i - 1).is(",") || tokens.get(i - 1).is("="));
            boolean mode = opens
                    && argument
                    && token.kind() == Kind.TEXT
                    && token.value().matches("[rb]?[wax][bt+]*|r[bt]?\\+b?");
            boolean moves = token.is("chdir") && texts;
            if (writes || runs || mode || moves) {
                throw new NeedsRunning("its `setup.py` may write files, run programs or go to another folder");
            }
        }
    }
}
