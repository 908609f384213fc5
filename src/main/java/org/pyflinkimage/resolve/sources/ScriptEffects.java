package org.pyflinkimage.resolve.sources;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pyflinkimage.resolve.sources.ScriptTokens.Kind;
import org.pyflinkimage.resolve.sources.ScriptTokens.Statement;
import org.pyflinkimage.resolve.sources.ScriptTokens.Token;

/** What a {@code setup.py} would do beside calling {@code setup}: files that it writes may be part of what is installed. */
final class ScriptEffects {

    private static final String REASON = "its `setup.py` may write files, run programs or go to another folder";

    /** Methods, of whatever they are. */
    private static final Set<String> METHODS = Set.of(
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
            "hardlink_to",
            "copy2",
            "move",
            "unlink",
            "rmdir",
            "touch",
            "spawn",
            "execv",
            "run",
            "call");

    /** What nothing else is called. */
    private static final Set<String> WORDS = Set.of(
            "copyfile",
            "copyfileobj",
            "copytree",
            "rmtree",
            "mkstemp",
            "mkdtemp",
            "extractall",
            "unpack_archive",
            "make_archive",
            "urlretrieve",
            "urlopen",
            "system",
            "popen",
            "Popen",
            "check_call",
            "check_output",
            "getoutput",
            "getstatusoutput",
            "runpy",
            "importlib",
            "imp",
            "ctypes");

    /** Modules of which nothing may be used. */
    private static final Set<String> MODULES = Set.of("subprocess", "shutil");

    /** Of the module {@code os}. */
    private static final Set<String> OF_OS = Set.of("replace", "remove", "link", "execl", "execvp", "fdopen");

    private static final Set<String> OUTPUTS = Set.of("stdout", "stderr");

    /** Of what goes to the script's own folder, where it is run anyway. */
    private static final Set<String> HOME =
            Set.of("os", "path", "chdir", "normpath", "join", "abspath", "realpath", "dirname", "pardir", "__file__");

    /** What pip says to a script. */
    private static final Set<String> COMMANDS = Set.of(
            "egg_info",
            "bdist_wheel",
            "dist_info",
            "editable_wheel",
            "develop",
            "install",
            "build",
            "build_py",
            "setup.py",
            "-c",
            "--dist-dir",
            "--keep-egg-info");

    private final Set<String> used = new HashSet<>();

    private ScriptEffects(List<Statement> statements) {
        statements.forEach(this::lookForUses);
    }

    /**
     * Looks at all but methods of commands that no wheel is made by, and what words of the command line decide on that pip never says.
     *
     * @throws NeedsRunning where files may be written or programs run
     */
    static void requireNone(List<Statement> statements) {
        new ScriptEffects(statements).requireNoneOf(statements, true);
    }

    /** The same of a module that a script imports or runs: without what its functions would do. */
    static void requireNoneAtTop(List<Statement> statements) {
        new ScriptEffects(statements).requireNoneOf(statements, false);
    }

    /** Names that are called, or of which something is taken. */
    private void lookForUses(Statement statement) {
        List<Token> tokens = statement.tokens();
        for (int i = statement.begins("class") || statement.begins("def") ? 2 : 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && (tokens.get(i + 1).is("(") || tokens.get(i + 1).is("."))) {
                used.add(tokens.get(i).value());
            }
        }
        statement.body().forEach(this::lookForUses);
    }

    private void requireNoneOf(List<Statement> statements, boolean functions) {
        for (Statement statement : statements) {
            boolean function = statement.begins("def") || statement.begins("async");
            if (isOfOthers(statement) || (!functions && (function || isMain(statement)))) {
                continue;
            }
            requireNoneIn(statement.tokens());
            requireNoneOf(statement.body(), functions && !isOfCommand(statement));
        }
    }

    /** What a module does where it is the program, and nobody imports it. */
    private static boolean isMain(Statement statement) {
        return statement.begins("if")
                && statement.tokens().size() > 3
                && statement.tokens().get(1).is("__name__")
                && statement.tokens().get(2).is("==");
    }

    /** A class that nothing in the script calls. */
    private boolean isOfCommand(Statement statement) {
        List<Token> tokens = statement.tokens();
        return statement.begins("class")
                && tokens.size() > 3
                && !used.contains(tokens.get(1).value());
    }

    /** A condition on a word of the command line that pip never says. */
    private static boolean isOfOthers(Statement statement) {
        List<Token> tokens = statement.tokens();
        boolean argv = tokens.stream().anyMatch(it -> it.is("argv"));
        boolean plain = tokens.stream()
                .noneMatch(it -> it.is("not") || it.is("or") || it.is("!=") || it.is("else") || it.is("lambda"));
        List<String> words = tokens.stream()
                .filter(it -> it.kind() == Kind.TEXT)
                .map(Token::value)
                .toList();
        boolean computed = tokens.stream().anyMatch(it -> it.kind() == Kind.COMPUTED_TEXT);
        return statement.begins("if")
                && argv
                && plain
                && !computed
                && !words.isEmpty()
                && words.stream().noneMatch(ScriptEffects::isSaidByPip)
                && tokens.stream().anyMatch(it -> it.is("==") || it.is("in"));
    }

    private static boolean isSaidByPip(String word) {
        return word.isEmpty() || COMMANDS.contains(word);
    }

    private static void requireNoneIn(List<Token> tokens) {
        boolean imports = tokens.get(0).is("import");
        boolean opens = tokens.stream().anyMatch(it -> it.is("open"));
        boolean os = tokens.stream().anyMatch(it -> it.is("os"));
        boolean home = tokens.stream().allMatch(it -> it.isName() ? HOME.contains(it.value()) : it.kind() == Kind.SIGN);
        boolean renamed = tokens.stream().anyMatch(it -> it.is("as"));
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String word = token.isName() ? token.value() : "";
            boolean attribute = i > 0 && tokens.get(i - 1).is(".");
            boolean toOutput = i > 1 && OUTPUTS.contains(tokens.get(i - 2).value());
            boolean found = (attribute && !toOutput && METHODS.contains(word))
                    || (os && OF_OS.contains(word))
                    || WORDS.contains(word)
                    || (MODULES.contains(word) && (!imports || renamed))
                    || (word.equals("chdir") && !home)
                    || (opens && isMode(tokens, i));
            if (found) {
                throw new NeedsRunning(REASON);
            }
        }
    }

    /** A text that opens a file for writing. */
    private static boolean isMode(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        boolean argument = at > 0
                && (tokens.get(at - 1).is(",")
                        || tokens.get(at - 1).is("=")
                        || (tokens.get(at - 1).is("(")
                                && at > 1
                                && tokens.get(at - 2).is("open")));
        return argument && token.kind() == Kind.TEXT && token.value().matches("[rbtU]*[wax][bt+]*|[rbt]*\\+[bt]*");
    }
}
