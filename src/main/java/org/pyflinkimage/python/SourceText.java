package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Python source as logical lines. Nothing is run, and nothing is refused: what Python would refuse is read somehow, to its end.
 *
 * @see <a href="https://docs.python.org/3/reference/lexical_analysis.html">Lexical analysis</a>
 */
final class SourceText {

    private static final int TAB = 8;

    /** Of fields in strings in fields: more than anybody writes. */
    private static final int DEEPEST = 50;

    /** Of a string whose text is kept. */
    private static final int LONGEST = 500;

    private static final Pattern PREFIX = Pattern.compile("(?i)[rbuft]{1,2}");

    /** A word for each sign, not for each of its places. */
    private static final List<String> SIGNS =
            IntStream.range(0, 128).mapToObj(Character::toString).toList();

    private final String text;
    private final List<SourceLine> lines = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private int position;
    private int number = 1;
    private int begun = 1;
    private int indent;
    private int brackets;

    private SourceText(String text) {
        this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    static List<SourceLine> lines(String text) {
        SourceText source = new SourceText(text.replace("\r\n", "\n").replace('\r', '\n'));
        source.readIndent();
        while (source.position < source.text.length()) {
            source.readWord();
        }
        source.endLine();
        return source.lines;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\n';
    }

    private void readIndent() {
        indent = 0;
        while (position < text.length() && " \t\f".indexOf(text.charAt(position)) >= 0) {
            char blank = text.charAt(position++);
            indent = blank == '\f' ? 0 : blank == '\t' ? (indent / TAB + 1) * TAB : indent + 1;
        }
    }

    private void endLine() {
        if (!words.isEmpty()) {
            lines.add(new SourceLine(indent, begun, words));
            words = new ArrayList<>();
        }
    }

    private void readWord() {
        char next = text.charAt(position);
        if (next == '\n') {
            readBreak();
        } else if (next == '#') {
            skipComment();
        } else if (next == '\\' && at(position + 1) == '\n') {
            position += 2;
            number++;
        } else if (Character.isWhitespace(next)) {
            position++;
        } else {
            begin();
            readCode(next);
        }
    }

    private void begin() {
        if (words.isEmpty()) {
            begun = number;
        }
    }

    private void readBreak() {
        position++;
        number++;
        if (brackets == 0) {
            endLine();
            readIndent();
        }
    }

    private void skipComment() {
        while (at(position) != '\n') {
            position++;
        }
    }

    private void readCode(char next) {
        if (isQuote(next)) {
            readString("");
        } else if (isPartOfName(next)) {
            readName();
        } else {
            position++;
            words.add(next < SIGNS.size() ? SIGNS.get(next) : String.valueOf(next));
            brackets = Math.max(0, brackets + ("([{".indexOf(next) >= 0 ? 1 : ")]}".indexOf(next) >= 0 ? -1 : 0));
        }
    }

    private static boolean isQuote(char next) {
        return next == '"' || next == '\'';
    }

    private static boolean isPartOfName(char next) {
        return Character.isLetterOrDigit(next) || next == '_' || Character.isSurrogate(next) || isMark(next);
    }

    private static boolean isMark(char next) {
        int type = Character.getType(next);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private void readName() {
        int start = position;
        while (position < text.length() && isPartOfName(text.charAt(position))) {
            position++;
        }
        String name = text.substring(start, position);
        if (isQuote(at(position))
                && position < text.length()
                && PREFIX.matcher(name).matches()) {
            readString(name.toLowerCase(Locale.ROOT));
        } else {
            words.add(name);
        }
    }

    private void readString(String prefix) {
        int quote = text.startsWith(text.substring(position, position + 1).repeat(3), position) ? 3 : 1;
        int start = position + quote;
        skipString(prefix, 0);
        boolean plain = prefix.matches("[ru]?") && position - quote >= start && position - quote - start <= LONGEST;
        String content = plain ? text.substring(start, position - quote) : "";
        words.add(content.contains("\\") ? SourceLine.STRING : SourceLine.STRING + content);
    }

    /** Steps over a string from its quote on; one that does not end goes to the end of its line, or of the text. */
    private void skipString(String prefix, int depth) {
        String quote = text.substring(position, position + 1);
        if (text.startsWith(quote.repeat(3), position)) {
            quote = quote.repeat(3);
        }
        position += quote.length();
        boolean fields = (prefix.contains("f") || prefix.contains("t")) && depth < DEEPEST;
        while (position < text.length()) {
            if (text.startsWith(quote, position)) {
                position += quote.length();
                return;
            }
            if (quote.length() == 1 && text.charAt(position) == '\n') {
                return;
            }
            skipInString(fields, prefix.contains("r"), depth);
        }
    }

    private void skipInString(boolean fields, boolean raw, int depth) {
        char next = text.charAt(position);
        if (next == '\\') {
            skipEscape(fields, raw);
        } else if (fields && next == '{' && at(position + 1) == '{') {
            position += 2;
        } else if (fields && next == '{') {
            position++;
            skipField(depth);
        } else {
            step();
        }
    }

    private void step() {
        if (at(position) == '\n') {
            number++;
        }
        position++;
    }

    /** What stands behind a backslash is no quote; a brace behind it begins a field, but for that of a character's name. */
    private void skipEscape(boolean fields, boolean raw) {
        step();
        if (fields && !raw && at(position) == 'N' && at(position + 1) == '{') {
            while (position < text.length() && at(position) != '}' && at(position) != '\n') {
                position++;
            }
        } else if (position < text.length() && !(fields && at(position) == '{')) {
            step();
        }
    }

    /** Steps over a field of a string, to behind its brace. */
    private void skipField(int depth) {
        int open = 0;
        while (position < text.length()) {
            char next = text.charAt(position);
            if (isQuote(next)) {
                skipString(prefixBefore(), depth + 1);
            } else if (open == 0 && next == '}') {
                position++;
                return;
            } else if (open == 0 && next == ':') {
                position++;
                skipFormat(depth);
                return;
            } else {
                open += "([{".indexOf(next) >= 0 ? 1 : ")]}".indexOf(next) >= 0 ? -1 : 0;
                step();
            }
        }
    }

    private String prefixBefore() {
        int start = position;
        while (start > 0 && position - start < 2 && "rbuftRBUFT".indexOf(text.charAt(start - 1)) >= 0) {
            start--;
        }
        return text.substring(start, position).toLowerCase(Locale.ROOT);
    }

    private void skipFormat(int depth) {
        while (position < text.length() && at(position) != '\n') {
            char next = text.charAt(position++);
            if (next == '}') {
                return;
            }
            if (next == '{' && depth < DEEPEST) {
                skipField(depth + 1);
            }
        }
    }
}
