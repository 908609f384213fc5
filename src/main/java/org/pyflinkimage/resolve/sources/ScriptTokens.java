package org.pyflinkimage.resolve.sources;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the text of a script in Python apart: into statements of tokens, and those that belong to others. */
final class ScriptTokens {

    /** What a token is. */
    enum Kind {
        NAME,
        NUMBER,
        /** A text; its value is what it means. */
        TEXT,
        /** A text whose value only Python knows: with values in it, or of bytes. */
        COMPUTED_TEXT,
        SIGN
    }

    record Token(Kind kind, String value) {
        boolean is(String sign) {
            return (kind == Kind.SIGN || kind == Kind.NAME) && value.equals(sign);
        }

        boolean isName() {
            return kind == Kind.NAME;
        }
    }

    /**
     * A logical line, with those that stand deeper behind it.
     *
     * @param tokens without the end of the line
     */
    record Statement(List<Token> tokens, List<Statement> body) {
        boolean begins(String word) {
            return !tokens.isEmpty() && tokens.get(0).is(word);
        }
    }

    private static final int DEPTH_AT_MOST = 60;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("\\.?[0-9][0-9A-Za-z_.]*+");
    private static final Pattern TEXT =
            Pattern.compile("(?<prefix>(?i:[rbuft]|br|rb|fr|rf|tr|rt)?)(?<quote>'''|\"\"\"|'|\")");
    private static final Pattern SIGN = Pattern.compile(
            "\\*\\*=|//=|>>=|<<=|\\.\\.\\.|[-+*/%&|^<>=!:]=|->|\\*\\*|//|<<|>>|[-+*/%@&|^~<>=()\\[\\]{},:.;!]");
    private static final Set<String> OPENING = Set.of("(", "[", "{");
    private static final Set<String> CLOSING = Set.of(")", "]", "}");

    private final String text;
    private int at;
    private int brackets;

    private ScriptTokens(String text) {
        this.text = text.replaceAll("\\r\\n?", "\n");
    }

    /**
     * The statements of a script.
     *
     * @throws NeedsRunning where it is none that is understood
     */
    static List<Statement> statements(String text) {
        return new ScriptTokens(text).statements();
    }

    private List<Statement> statements() {
        List<Statement> top = new ArrayList<>();
        Deque<Integer> indents = new ArrayDeque<>(List.of(0));
        Deque<List<Statement>> blocks = new ArrayDeque<>(List.of(top));
        while (at < text.length()) {
            int indent = indent();
            List<Token> line = line();
            if (line.isEmpty()) {
                continue;
            }
            List<Statement> block = blocks.getFirst();
            if (indent > indents.getFirst()) {
                if (block.isEmpty() || blocks.size() > DEPTH_AT_MOST) {
                    throw unreadable();
                }
                indents.push(indent);
                blocks.push(block.get(block.size() - 1).body());
            }
            while (indent < indents.getFirst()) {
                indents.pop();
                blocks.pop();
            }
            if (indent != indents.getFirst()) {
                throw unreadable();
            }
            split(line).forEach(part -> blocks.getFirst().add(new Statement(part, new ArrayList<>())));
        }
        return top;
    }

    private static NeedsRunning unreadable() {
        return new NeedsRunning("its `setup.py` is not understood");
    }

    /** A tab goes to the next eighth column. */
    private int indent() {
        int column = 0;
        while (at < text.length() && " \t\f".indexOf(text.charAt(at)) >= 0) {
            column = text.charAt(at) == '\t' ? (column / 8 + 1) * 8 : column + 1;
            at++;
        }
        return column;
    }

    /** Statements that stand in one line; what a semicolon ends in the line of `if x:` belongs to that. */
    private static List<List<Token>> split(List<Token> line) {
        List<List<Token>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        boolean compound = SetupScript.COMPOUND.contains(line.get(0).value());
        for (Token token : line) {
            if (token.is(";") && !compound) {
                parts.add(new ArrayList<>());
            } else {
                parts.get(parts.size() - 1).add(token);
            }
        }
        parts.removeIf(List::isEmpty);
        return parts;
    }

    private List<Token> line() {
        List<Token> tokens = new ArrayList<>();
        brackets = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '\n') {
                at++;
                if (brackets == 0) {
                    break;
                }
            } else if (next == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("\\\n", at)) {
                at += 2;
            } else if (Character.isWhitespace(next)) {
                at++;
            } else {
                tokens.add(token());
            }
        }
        return tokens;
    }

    private Token token() {
        Matcher quoted = matcher(TEXT);
        if (quoted.lookingAt()) {
            at = quoted.end();
            return text(quoted.group("prefix").toLowerCase(java.util.Locale.ROOT), quoted.group("quote"));
        }
        for (Kind kind : List.of(Kind.NAME, Kind.NUMBER, Kind.SIGN)) {
            Matcher found = matcher(kind == Kind.NAME ? NAME : kind == Kind.NUMBER ? NUMBER : SIGN);
            if (found.lookingAt()) {
                at = found.end();
                String value = found.group();
                brackets += OPENING.contains(value) ? 1 : CLOSING.contains(value) ? -1 : 0;
                if (brackets < 0 || brackets > DEPTH_AT_MOST) {
                    throw unreadable();
                }
                return new Token(kind, value);
            }
        }
        throw unreadable();
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private Token text(String prefix, String quote) {
        StringBuilder value = new StringBuilder();
        boolean raw = prefix.contains("r");
        while (!text.startsWith(quote, at)) {
            if (at >= text.length() || (text.charAt(at) == '\n' && quote.length() == 1)) {
                throw unreadable();
            }
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                value.append(raw ? text.substring(at, at + 2) : escaped());
                at += 2;
            } else {
                value.append(text.charAt(at++));
            }
        }
        at += quote.length();
        boolean computed =
                prefix.contains("f") || prefix.contains("b") || prefix.contains("t") || value.indexOf("\0") >= 0;
        return new Token(computed ? Kind.COMPUTED_TEXT : Kind.TEXT, value.toString());
    }

    /** What a backslash and the character behind it mean; those that more belongs to are computed. */
    private String escaped() {
        return switch (text.charAt(at + 1)) {
            case '\n' -> "";
            case '\\', '\'', '"' -> text.substring(at + 1, at + 2);
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'x', 'u', 'U', 'N', '0', '1', '2', '3', '4', '5', '6', '7', 'a', 'b', 'f', 'v' -> "\0";
            default -> text.substring(at, at + 2);
        };
    }
}
