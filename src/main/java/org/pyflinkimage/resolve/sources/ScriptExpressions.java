package org.pyflinkimage.resolve.sources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.resolve.sources.ScriptTokens.Kind;
import org.pyflinkimage.resolve.sources.ScriptTokens.Token;
import org.pyflinkimage.resolve.sources.ScriptValue.File;
import org.pyflinkimage.resolve.sources.ScriptValue.Found;
import org.pyflinkimage.resolve.sources.ScriptValue.Imported;
import org.pyflinkimage.resolve.sources.ScriptValue.Sequence;
import org.pyflinkimage.resolve.sources.ScriptValue.Table;
import org.pyflinkimage.resolve.sources.ScriptValue.Text;
import org.pyflinkimage.resolve.sources.ScriptValue.Word;

/**
 * What expressions of a {@code setup.py} are, read and not run: literals, names that stand for such, texts of files in the project, and
 * calls that find packages. All else is unknown.
 *
 * @param variables what names stand for
 */
record ScriptExpressions(FolderFiles files, Map<String, ScriptValue> variables) {

    /** In characters. */
    private static final int PATH_AT_MOST = 200;

    private static final int TEXT_AT_MOST = 8 << 20;

    private static final Set<String> CONSTANTS = Set.of("None", "True", "False");
    private static final Set<String> SAME_PATH =
            Set.of("os.path.abspath", "os.path.realpath", "os.path.normpath", "str", "list", "tuple", "set");
    private static final Set<String> OPEN = Set.of("open", "io.open", "codecs.open");

    /** The value of an expression. */
    ScriptValue value(List<Token> tokens) {
        List<List<Token>> terms = split(tokens, "+");
        ScriptValue sum = term(terms.get(0));
        for (List<Token> term : terms.subList(1, terms.size())) {
            sum = sum(sum, term(term));
        }
        return sum;
    }

    static ScriptValue sum(ScriptValue one, ScriptValue other) {
        if (one instanceof Text text && other instanceof Text more) {
            if ((long) text.text().length() + more.text().length() > TEXT_AT_MOST) {
                throw new NeedsRunning("its `setup.py` makes a text of more than %s MiB".formatted(TEXT_AT_MOST >> 20));
            }
            return new Text(text.text() + more.text());
        }
        return one instanceof Sequence list && other instanceof Sequence more
                ? new Sequence(Stream.concat(list.values().stream(), more.values().stream())
                        .toList())
                : ScriptValue.unknown();
    }

    /** The parts between signs that stand in no brackets. */
    static List<List<Token>> split(List<Token> tokens, String sign) {
        List<List<Token>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        int depth = 0;
        for (Token token : tokens) {
            depth += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
            depth -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
            if (depth == 0 && token.is(sign)) {
                parts.add(new ArrayList<>());
            } else {
                parts.get(parts.size() - 1).add(token);
            }
        }
        return parts;
    }

    private ScriptValue term(List<Token> tokens) {
        if (tokens.isEmpty()) {
            return ScriptValue.unknown();
        }
        Token first = tokens.get(0);
        int end = 1;
        ScriptValue value;
        if (first.kind() == Kind.TEXT) {
            StringBuilder text = new StringBuilder(first.value());
            while (end < tokens.size() && tokens.get(end).kind() == Kind.TEXT) {
                text.append(tokens.get(end++).value());
            }
            value = new Text(text.toString());
        } else if (first.is("(") || first.is("[") || first.is("{")) {
            end = closing(tokens, 0);
            value = end > tokens.size() ? ScriptValue.unknown() : display(first.value(), tokens.subList(1, end - 1));
        } else if (first.isName()) {
            value = CONSTANTS.contains(first.value()) ? new Word(first.value()) : named(first.value());
        } else {
            value = first.kind() == Kind.NUMBER ? new Word(first.value()) : ScriptValue.unknown();
        }
        return trailed(value, tokens.subList(Math.min(end, tokens.size()), tokens.size()));
    }

    private ScriptValue named(String name) {
        return variables.getOrDefault(
                name, SetupScript.BUILT_IN.contains(name) ? new Imported(name) : ScriptValue.unknown());
    }

    /** Behind the bracket that closes the one at a place; behind all where none does. */
    static int closing(List<Token> tokens, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
            depth -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return tokens.size() + 1;
    }

    private ScriptValue display(String bracket, List<Token> inner) {
        List<List<Token>> parts = new ArrayList<>(split(inner, ","));
        boolean one = bracket.equals("(") && parts.size() == 1 && !inner.isEmpty();
        if (one) {
            return value(inner);
        }
        if (parts.get(parts.size() - 1).isEmpty()) {
            parts.remove(parts.size() - 1);
        }
        boolean table = bracket.equals("{")
                && (parts.isEmpty() || split(parts.get(0), ":").size() == 2);
        return table
                ? table(parts)
                : new Sequence(parts.stream().map(this::value).toList());
    }

    private ScriptValue table(List<List<Token>> parts) {
        Map<String, ScriptValue> values = new LinkedHashMap<>();
        for (List<Token> part : parts) {
            List<List<Token>> sides = split(part, ":");
            if (sides.size() != 2 || !(value(sides.get(0)) instanceof Text key)) {
                return ScriptValue.unknown();
            }
            values.put(key.text(), value(sides.get(1)));
        }
        return new Table(values);
    }

    /** What is made of a value by what stands behind it: attributes and calls. */
    private ScriptValue trailed(ScriptValue start, List<Token> tokens) {
        ScriptValue value = start;
        int at = 0;
        while (at < tokens.size()) {
            if (tokens.get(at).is(".")
                    && at + 1 < tokens.size()
                    && tokens.get(at + 1).isName()) {
                String name = tokens.get(at + 1).value();
                at += 2;
                if (value instanceof Imported module && module.path().length() <= PATH_AT_MOST) {
                    value = imported(module.path() + "." + name);
                } else if (at < tokens.size() && tokens.get(at).is("(")) {
                    int end = closing(tokens, at);
                    value = end > tokens.size()
                            ? ScriptValue.unknown()
                            : method(value, name, arguments(tokens.subList(at + 1, end - 1)));
                    at = end;
                } else {
                    return ScriptValue.unknown();
                }
            } else if (tokens.get(at).is("(") && value instanceof Imported called) {
                int end = closing(tokens, at);
                value = end > tokens.size()
                        ? ScriptValue.unknown()
                        : call(called.path(), arguments(tokens.subList(at + 1, end - 1)));
                at = end;
            } else {
                return ScriptValue.unknown();
            }
        }
        return value;
    }

    /** Arguments by their names, those without by their places. */
    Map<String, ScriptValue> arguments(List<Token> tokens) {
        Map<String, ScriptValue> arguments = new LinkedHashMap<>();
        List<List<Token>> parts = split(tokens, ",");
        for (int i = 0; i < parts.size(); i++) {
            List<Token> part = parts.get(i);
            if (part.isEmpty()) {
                continue;
            }
            boolean named =
                    part.size() > 2 && part.get(0).isName() && part.get(1).is("=");
            if (part.get(0).is("**")) {
                Map<String, ScriptValue> more = value(part.subList(1, part.size())) instanceof Table table
                        ? table.values()
                        : Map.of("**", ScriptValue.unknown());
                arguments.putAll(more);
            } else {
                arguments.put(
                        named ? part.get(0).value() : String.valueOf(i),
                        value(named ? part.subList(2, part.size()) : part));
            }
        }
        return arguments;
    }

    /** Something of a module: of one in the project a text that stands in it. */
    ScriptValue imported(String path) {
        int dot = path.lastIndexOf('.');
        String module = dot < 0 || path.length() > PATH_AT_MOST ? "" : path.substring(0, dot);
        Optional<String> text = module.isEmpty()
                ? Optional.empty()
                : ScriptModules.placesOf(module)
                        .filter(files::isFile)
                        .findFirst()
                        .flatMap(files::text);
        if (text.isEmpty()) {
            return new Imported(path);
        }
        return new ModuleText(text.get())
                .assigned(path.substring(dot + 1))
                .map(found -> (ScriptValue) new Text(found))
                .orElseGet(() -> new Imported(path));
    }

    private ScriptValue call(String path, Map<String, ScriptValue> arguments) {
        ScriptValue first = arguments.getOrDefault("0", ScriptValue.unknown());
        if (path.matches("setuptools\\.find(_namespace)?_packages")) {
            return new Found(arguments, path.contains("_namespace"));
        }
        if (path.equals("dict")) {
            return arguments.keySet().stream().anyMatch(key -> key.matches("[0-9].*|\\*\\*"))
                    ? ScriptValue.unknown()
                    : new Table(arguments);
        }
        if (SAME_PATH.contains(path)) {
            return arguments.size() == 1 ? first : ScriptValue.unknown();
        }
        if (path.equals("os.path.join")) {
            return joined(List.copyOf(arguments.values()));
        }
        if (!(first instanceof Text text)) {
            return ScriptValue.unknown();
        }
        if (OPEN.contains(path)) {
            return opened(text.text());
        }
        return path.equals("os.path.dirname")
                ? new Text(text.text().contains("/") ? text.text().replaceFirst("/[^/]*$", "") : "")
                : ScriptValue.unknown();
    }

    private static ScriptValue joined(List<ScriptValue> parts) {
        String path = "";
        for (ScriptValue part : parts) {
            if (!(part instanceof Text text) || text.text().startsWith("/")) {
                return ScriptValue.unknown();
            }
            path = FolderFiles.join(path, text.text());
        }
        return new Text(path);
    }

    private ScriptValue opened(String path) {
        return files.text(FolderFiles.clean(path))
                .map(text -> (ScriptValue) new File(text.replaceAll("\\r\\n?", "\n")))
                .orElse(ScriptValue.unknown());
    }

    private static ScriptValue method(ScriptValue of, String name, Map<String, ScriptValue> arguments) {
        List<ScriptValue> given = List.copyOf(arguments.values());
        if (of instanceof File file) {
            return name.equals("read") && given.isEmpty()
                    ? new Text(file.text())
                    : name.equals("readlines") && given.isEmpty() ? lines(file.text(), true) : ScriptValue.unknown();
        }
        if (!(of instanceof Text text)) {
            return ScriptValue.unknown();
        }
        boolean bare = given.isEmpty();
        return switch (name) {
            case "strip" -> bare ? new Text(text.text().strip()) : ScriptValue.unknown();
            case "rstrip" -> bare ? new Text(text.text().stripTrailing()) : ScriptValue.unknown();
            case "lstrip" -> bare ? new Text(text.text().stripLeading()) : ScriptValue.unknown();
            case "splitlines" -> bare ? lines(text.text(), false) : ScriptValue.unknown();
            case "split" -> parts(text.text(), given);
            default -> ScriptValue.unknown();
        };
    }

    private static ScriptValue parts(String text, List<ScriptValue> given) {
        if (given.isEmpty()) {
            return sequence(Stream.of(text.strip().split("\\s+", -1)).filter(part -> !part.isEmpty()));
        }
        return given.size() == 1
                        && given.get(0) instanceof Text separator
                        && !separator.text().isEmpty()
                ? sequence(Stream.of(text.split(java.util.regex.Pattern.quote(separator.text()), -1)))
                : ScriptValue.unknown();
    }

    private static ScriptValue lines(String text, boolean withEnds) {
        return sequence(text.lines().map(line -> line + (withEnds ? "\n" : "")));
    }

    private static ScriptValue sequence(Stream<String> texts) {
        return new Sequence(texts.map(Text::new).map(ScriptValue.class::cast).toList());
    }
}
