package org.pyflinkimage.resolve.sources;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.resolve.sources.ScriptTokens.Kind;
import org.pyflinkimage.resolve.sources.ScriptTokens.Statement;
import org.pyflinkimage.resolve.sources.ScriptTokens.Token;

/** The project's own modules that a {@code setup.py} imports or runs the text of: what they say at their top happens as well. */
final class ScriptModules {

    private final FolderFiles files;
    private final Set<String> looked = new HashSet<>();

    /** Names that stand for something of them. */
    private final Set<String> own = new HashSet<>();

    ScriptModules(FolderFiles files) {
        this.files = files;
    }

    /**
     * Looks at those that the script itself names.
     *
     * @throws NeedsRunning where one has another {@code setup}, where something of one is called, or does more than say values
     */
    void requireHarmless(List<Statement> statements) {
        all(statements).forEach(this::lookAtImport);
        for (Statement statement : all(statements).toList()) {
            requireNoCall(statement.tokens());
            statement.tokens().stream()
                    .filter(token -> token.kind() == Kind.TEXT && token.value().endsWith(".py"))
                    .forEach(token -> lookAt(FolderFiles.clean(token.value())));
        }
    }

    private static Stream<Statement> all(List<Statement> statements) {
        List<Statement> found = new ArrayList<>();
        statements.forEach(statement -> collect(statement, found));
        return found.stream();
    }

    private static void collect(Statement statement, List<Statement> found) {
        found.add(statement);
        statement.body().forEach(each -> collect(each, found));
    }

    private void lookAtImport(Statement statement) {
        List<Token> tokens = statement.tokens();
        if (tokens.size() < 2 || !(statement.begins("import") || statement.begins("from"))) {
            return;
        }
        List<List<Token>> sides = ScriptExpressions.split(tokens.subList(1, tokens.size()), "import");
        boolean from = statement.begins("from") && sides.size() == 2;
        List<List<Token>> modules = from ? List.of(sides.get(0)) : ScriptExpressions.split(sides.get(0), ",");
        for (List<Token> module : modules) {
            List<List<Token>> named = ScriptExpressions.split(module, "as");
            String path =
                    String.join("", named.get(0).stream().map(Token::value).toList());
            boolean there = fileOf(path.replaceFirst("\\..*", "")).isPresent();
            if (there) {
                fileOf(path).ifPresent(this::lookAt);
                fileOf(path.replaceFirst("\\..*", "")).ifPresent(this::lookAt);
                names(from ? sides.get(1) : module).forEach(own::add);
            }
            if (from
                    && !path.matches("setuptools|distutils\\.core")
                    && names(sides.get(1)).contains("setup")) {
                throw new NeedsRunning("its `setup.py` may call a `setup()` that is not setuptools'");
            }
        }
    }

    private static List<String> names(List<Token> tokens) {
        return tokens.stream().filter(Token::isName).map(Token::value).toList();
    }

    private void requireNoCall(List<Token> tokens) {
        if (tokens.get(0).is("class") || tokens.get(0).is("def")) {
            return;
        }
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean begins = i == 0 || !tokens.get(i - 1).is(".");
            if (begins && tokens.get(i).isName() && own.contains(tokens.get(i).value()) && isCalled(tokens, i)) {
                throw new NeedsRunning("its `setup.py` calls something of its own modules");
            }
        }
    }

    /** Of names with points between them only the first is asked for: to go along them for each would take the square of their number. */
    private static boolean isCalled(List<Token> tokens, int first) {
        int end = first + 1;
        while (end + 1 < tokens.size()
                && tokens.get(end).is(".")
                && tokens.get(end + 1).isName()) {
            end += 2;
        }
        return end < tokens.size() && tokens.get(end).is("(");
    }

    /** Where a module of the project may lie, in the order in which it is looked for. */
    static Stream<String> placesOf(String module) {
        String path = module.replace('.', '/');
        return Stream.of(path + ".py", path + "/__init__.py", "src/" + path + ".py", "src/" + path + "/__init__.py");
    }

    private Optional<String> fileOf(String module) {
        return placesOf(module)
                .filter(each -> each.length() < 200 && files.isFile(each))
                .findFirst();
    }

    private void lookAt(String path) {
        if (files.isFile(path) && looked.add(path)) {
            files.text(path).ifPresent(text -> ScriptEffects.requireNoneAtTop(ScriptTokens.statements(text)));
        }
    }
}
