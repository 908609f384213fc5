package org.pyflinkimage.resolve.sources;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.resolve.sources.ScriptTokens.Statement;
import org.pyflinkimage.resolve.sources.ScriptTokens.Token;
import org.pyflinkimage.resolve.sources.ScriptValue.File;
import org.pyflinkimage.resolve.sources.ScriptValue.Imported;
import org.pyflinkimage.resolve.sources.ScriptValue.Table;
import org.pyflinkimage.resolve.sources.ScriptValue.Text;
import org.pyflinkimage.resolve.sources.ScriptValue.Word;

/**
 * A {@code setup.py}, read and not run: what its one call of {@code setup} is given. A name counts as long as nothing but plain
 * assignments could have changed what it stands for; where a function, a condition or a loop has it, it is unknown.
 */
final class SetupScript {

    static final Set<String> BUILT_IN = Set.of("open", "dict", "list", "tuple", "set", "str");

    /** Words that statements begin with which have others in them. */
    static final Set<String> COMPOUND = Set.of(
            "if", "elif", "else", "for", "while", "with", "try", "except", "finally", "def", "class", "async", "@");

    private static final Set<String> TRIED = Set.of("except", "else", "finally");
    private static final Set<String> RUNS_TEXT = Set.of(
            "exec", "execfile", "eval", "globals", "locals", "vars", "setattr", "delattr", "compile", "__import__");

    private static final String CALL = "setuptools.setup";
    private static final Pattern COOKIE = Pattern.compile("(?m)^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");
    private static final Set<String> READABLE = Set.of("utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii");

    /** Of what setuptools has these change nothing. */
    private static final Set<String> HARMLESS = Set.of(
            "setuptools.setup",
            "setuptools.find_packages",
            "setuptools.find_namespace_packages",
            "setuptools.__version__",
            "distutils.core.setup",
            "distutils.version.LooseVersion",
            "distutils.version.StrictVersion",
            "distutils.util.convert_path");

    private final ScriptExpressions expressions;
    private final Map<String, ScriptValue> variables = new HashMap<>();

    /** What functions, classes and lambdas have: when they are called, nobody knows. */
    private final Set<String> inFunctions = new HashSet<>();

    /** What functions say that they change. */
    private final Set<String> global = new HashSet<>();

    private @Nullable Map<String, ScriptValue> found;

    private SetupScript(FolderFiles files) {
        this.expressions = new ScriptExpressions(files, variables);
    }

    /**
     * The arguments of the call, by their names.
     *
     * @throws NeedsRunning where there is not exactly one, which is made in any case
     */
    static Map<String, ScriptValue> arguments(FolderFiles files, String text) {
        SetupScript script = new SetupScript(files);
        List<Statement> statements = ScriptTokens.statements(text);
        script.variables.put("__file__", new Text("setup.py"));
        requireReadable(text);
        statements.forEach(statement -> script.lookIntoFunctions(statement, false));
        ScriptEffects.requireNone(statements);
        new ScriptModules(files).requireHarmless(statements);
        script.read(statements);
        if (script.found == null) {
            throw new NeedsRunning("its `setup.py` does not plainly call `setup()`");
        }
        return script.found;
    }

    /** Python reads it by the encoding that it names. */
    private static void requireReadable(String text) {
        String head = String.join("\n", text.lines().limit(2).toList());
        Matcher cookie = COOKIE.matcher(head);
        if (cookie.find()
                && !READABLE.contains(cookie.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))) {
            throw new NeedsRunning(
                    "its `setup.py` is written in `%s`".formatted(FolderFiles.shortened(cookie.group(1))));
        }
    }

    private void lookIntoFunctions(Statement statement, boolean inside) {
        if ((statement.begins("def") || statement.begins("class"))
                && statement.tokens().size() > 1
                && BUILT_IN.contains(statement.tokens().get(1).value())) {
            throw new NeedsRunning("its `setup.py` has a `%s` of its own"
                    .formatted(statement.tokens().get(1).value()));
        }
        boolean function =
                inside || statement.tokens().stream().anyMatch(it -> it.is("def") || it.is("class") || it.is("lambda"));
        if (statement.begins("global")) {
            global.addAll(names(statement.tokens()));
        }
        if (function) {
            names(statement.tokens()).forEach(inFunctions::add);
        }
        statement.body().forEach(each -> lookIntoFunctions(each, function));
    }

    private void read(List<Statement> statements) {
        boolean tried = false;
        for (Statement statement : statements) {
            if (found != null) {
                requireNoFurtherCall(statement);
                continue;
            }
            if (tried && TRIED.contains(statement.tokens().get(0).value())) {
                // As nothing fails, all but `except` happens.
                if (!statement.begins("except")) {
                    read(statement.body());
                }
                continue;
            }
            tried = ImportAttempt.is(statement);
            if (tried || isMain(statement)) {
                read(statement.body());
            } else if (!(isOpening(statement) && readOpened(statement))) {
                read(statement);
            }
        }
    }

    private void requireNoFurtherCall(Statement statement) {
        requireUntouched(statement.tokens());
        statement.body().forEach(this::requireNoFurtherCall);
    }

    static String text(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::value).toList());
    }

    private static boolean isMain(Statement statement) {
        return text(statement.tokens()).equals("if __name__ == __main__ :");
    }

    private static boolean isOpening(Statement statement) {
        List<Token> tokens = statement.tokens();
        int size = tokens.size();
        return statement.begins("with")
                && size > 6
                && tokens.get(size - 3).is("as")
                && tokens.get(size - 1).is(":");
    }

    /** {@code with open(...) as file:}, and assignments. */
    private boolean readOpened(Statement statement) {
        List<Token> tokens = statement.tokens();
        ScriptValue file = expressions.value(tokens.subList(1, tokens.size() - 3));
        String name = tokens.get(tokens.size() - 2).value();
        boolean plain = file instanceof File
                && !inFunctions.contains(name)
                && statement.body().stream()
                        .allMatch(each -> each.body().isEmpty()
                                && each.tokens().size() > 2
                                && each.tokens().get(0).isName()
                                && each.tokens().get(1).is("="));
        if (plain) {
            variables.put(name, file);
            statement.body().forEach(this::read);
            variables.put(name, ScriptValue.unknown());
        }
        return plain;
    }

    private void read(Statement statement) {
        List<Token> tokens = statement.tokens();
        if (!statement.body().isEmpty() || COMPOUND.contains(tokens.get(0).value())) {
            distrust(statement);
        } else if (statement.begins("import")) {
            readImport(tokens.subList(1, tokens.size()));
        } else if (statement.begins("from")) {
            readFrom(tokens);
        } else if (isCall(tokens)) {
            int open = tokens.indexOf(new Token(ScriptTokens.Kind.SIGN, "("));
            found = expressions.arguments(tokens.subList(open + 1, tokens.size() - 1));
        } else if (tokens.size() > 2 && tokens.get(0).isName() && tokens.get(1).is("=")) {
            assign(statement);
        } else if (tokens.size() > 2 && tokens.get(0).isName() && tokens.get(1).is("+=")) {
            String name = tokens.get(0).value();
            ScriptValue sum = ScriptExpressions.sum(
                    variables.getOrDefault(name, ScriptValue.unknown()), value(tokens.subList(2, tokens.size())));
            put(name, sum);
        } else {
            distrust(statement);
        }
    }

    private boolean isCall(List<Token> tokens) {
        int open = tokens.indexOf(new Token(ScriptTokens.Kind.SIGN, "("));
        return open > 0
                && open < 4
                && ScriptExpressions.closing(tokens, open) == tokens.size()
                && CALL.equals(pathOf(tokens.subList(0, open)));
    }

    private String pathOf(List<Token> tokens) {
        ScriptValue value = expressions.value(tokens);
        return value instanceof Imported imported ? core(imported.path()) : "";
    }

    /** Under pip both are one. */
    private static String core(String path) {
        return path.equals("distutils.core.setup") ? CALL : path;
    }

    private ScriptValue value(List<Token> tokens) {
        return expressions.value(tokens);
    }

    private void assign(Statement statement) {
        List<List<Token>> sides = ScriptExpressions.split(statement.tokens(), "=");
        List<Token> right = sides.get(sides.size() - 1);
        boolean names = sides.subList(0, sides.size() - 1).stream()
                .allMatch(side -> side.size() == 1 && side.get(0).isName());
        boolean plain =
                !right.isEmpty() && right.stream().noneMatch(it -> RUNS_TEXT.contains(it.value()) || isSetup(it));
        if (!names || !plain) {
            distrust(statement);
            return;
        }
        ScriptValue value = value(right);
        // A call that is not known may change what it is given, and two names of one list are one list.
        if (!value.isLiteral() && !(value instanceof ScriptValue.Found)) {
            distrust(new Statement(right, List.of()));
        }
        boolean shared = sides.size() > 2 || right.size() == 1;
        sides.subList(0, sides.size() - 1)
                .forEach(
                        side -> put(side.get(0).value(), shared && isContainer(value) ? ScriptValue.unknown() : value));
    }

    private void put(String name, ScriptValue value) {
        boolean known = !global.contains(name) && (!inFunctions.contains(name) || isFixed(value));
        variables.put(name, known ? value : ScriptValue.unknown());
    }

    private static boolean isContainer(ScriptValue value) {
        return value instanceof ScriptValue.Sequence || value instanceof Table;
    }

    private boolean isSetup(Token token) {
        return token.isName()
                && variables.get(token.value()) instanceof Imported imported
                && core(imported.path()).equals(CALL);
    }

    private void readImport(List<Token> tokens) {
        for (List<Token> part : ScriptExpressions.split(tokens, ",")) {
            List<List<Token>> sides = ScriptExpressions.split(part, "as");
            String path = text(sides.get(0)).replace(" ", "");
            String name = sides.size() > 1 ? text(sides.get(1)) : path.replaceFirst("\\..*", "");
            put(name, new Imported(sides.size() > 1 ? path : name));
        }
    }

    private void readFrom(List<Token> tokens) {
        List<List<Token>> sides = ScriptExpressions.split(tokens, "import");
        String module = text(sides.get(0)).replaceFirst("from ", "").replace(" ", "");
        if (sides.size() != 2 || text(sides.get(1)).contains("*")) {
            variables.clear();
            return;
        }
        List<Token> names = sides.get(1).stream()
                .filter(token -> !token.is("(") && !token.is(")"))
                .toList();
        for (List<Token> part : ScriptExpressions.split(names, ",")) {
            if (!part.isEmpty()) {
                ScriptValue value =
                        expressions.imported(module + "." + part.get(0).value());
                variables.put(part.get(part.size() - 1).value(), value);
            }
        }
    }

    /** Takes a statement for one that may change whatever it names. */
    private void distrust(Statement statement) {
        List<Token> tokens = statement.tokens();
        if (ImportAttempt.isOfSetuptools(tokens)) {
            readFromOrImport(tokens);
            return;
        }
        requireUntouched(tokens);
        boolean imports = tokens.stream().anyMatch(it -> it.is("import")) || statement.begins("case");
        if (tokens.stream().anyMatch(it -> it.isName() && RUNS_TEXT.contains(it.value()))) {
            variables.replaceAll((name, value) -> value instanceof Imported ? value : ScriptValue.unknown());
        }
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isName() && variables.containsKey(token.value())) {
                boolean attribute = i > 0 && tokens.get(i - 1).is(".");
                boolean changes = !isFixed(variables.get(token.value()));
                if (!attribute && changes) {
                    variables.replaceAll((name, value) -> isContainer(value) ? ScriptValue.unknown() : value);
                }
                if (!attribute && (changes || imports || isBound(tokens, i))) {
                    variables.put(token.value(), ScriptValue.unknown());
                }
            }
        }
        statement.body().forEach(this::distrust);
    }

    private void readFromOrImport(List<Token> tokens) {
        if (tokens.get(0).is("from")) {
            readFrom(tokens);
        } else {
            readImport(tokens.subList(1, tokens.size()));
        }
    }

    /** What no method of its own changes. */
    private static boolean isFixed(@Nullable ScriptValue value) {
        return value instanceof Text || value instanceof Word || value instanceof Imported;
    }

    /** Whether a name may be given another value there. */
    private static boolean isBound(List<Token> tokens, int at) {
        boolean assigned = at + 1 < tokens.size()
                && (tokens.get(at + 1).is(":=") || tokens.get(at + 1).value().matches("[-+*/%&|^]?=|,|:|\\)|in"))
                && tokens.stream().anyMatch(it -> it.value().endsWith("=") || it.is("for") || it.is("in"));
        boolean named = at > 0
                && Set.of("as", "for", "global", "nonlocal", "del", "def", "class", "*")
                        .contains(tokens.get(at - 1).value());
        return assigned || named;
    }

    /**
     * @throws NeedsRunning where a statement calls {@code setup} in some case alone, or changes something of setuptools
     */
    private void requireUntouched(List<Token> tokens) {
        boolean declares = tokens.get(0).is("class")
                || tokens.get(0).is("import")
                || tokens.get(0).is("from");
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            if (isSetup(token) || (called && token.is("setup"))) {
                throw new NeedsRunning("its `setup.py` calls `setup()` in a way that only running it would tell");
            }
            boolean ofTools = token.isName()
                    && variables.get(token.value()) instanceof Imported imported
                    && imported.path().matches("(setuptools|distutils)\\b.*")
                    && !isHarmless(tokens, i, imported.path());
            if (ofTools && !declares) {
                throw new NeedsRunning("its `setup.py` changes something of setuptools");
            }
        }
    }

    /** Whether it is read alone, however far it is written out. */
    private static boolean isHarmless(List<Token> tokens, int at, String path) {
        StringBuilder whole = new StringBuilder(path);
        int end = at + 1;
        while (end + 1 < tokens.size()
                && tokens.get(end).is(".")
                && tokens.get(end + 1).isName()) {
            whole.append('.').append(tokens.get(end + 1).value());
            end += 2;
        }
        boolean changed = end < tokens.size() && tokens.get(end).value().matches("[^=!<>]?=|\\[|,");
        return HARMLESS.contains(whole.toString()) && !changed;
    }

    private static List<String> names(List<Token> tokens) {
        return tokens.stream().filter(Token::isName).map(Token::value).toList();
    }
}
