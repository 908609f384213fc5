package org.pyflinkimage.resolve.sources;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a module says without being run: texts that stand there literally. */
record ModuleText(String text) {

    private static final String LITERAL = "(?<quote>['\"])(?<value>[^'\"\\\\\\n]*)\\k<quote>";
    private static final Pattern DOCSTRING = Pattern.compile(
            "\\A(?:\\s*(?:#[^\\n]*)?\\n)*+[rR]?(?:\"\"\"(?<long>.*?)\"\"\"|'''(?<other>.*?)'''|\"(?<one>[^\"\\\\\\n]*)\"|'(?<two>[^'\\\\\\n]*)')",
            Pattern.DOTALL);

    private static final Pattern IMPORT = Pattern.compile("(?md)^[ \\t]*(?:from[ \\t]+\\S+[ \\t]+)?import\\b[ \\t]*");

    /** Of hatchling's default pattern. */
    private static final Pattern VERSION = Pattern.compile(
            "^(?:__version__|VERSION)(?: ?: ?str)? *= *(['\"])v?(?<version>.+?)\\1",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** The text that a name of the module's own is given, once and literally; empty where it is not so. */
    Optional<String> assigned(String name) {
        String code = withoutLongTexts();
        Matcher any = Pattern.compile("(?md)^[ \\t]*" + Pattern.quote(name) + "[ \\t]*(?::[^=\\n]*)?[+]?=")
                .matcher(code);
        Matcher literal = Pattern.compile(
                        "(?md)^" + Pattern.quote(name) + "[ \\t]*(?::[^=\\n]*)?=[ \\t]*" + LITERAL + "[ \\t]*(?:#.*)?$")
                .matcher(code);
        Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)");
        return any.results().count() == 1 && !isImported(word, code) && literal.find()
                ? Optional.of(literal.group("value"))
                : Optional.empty();
    }

    /** Whether a statement that imports has a word; one in brackets goes on behind its line. */
    private static boolean isImported(Pattern word, String code) {
        int lastClosing = code.lastIndexOf(')');
        Matcher statement = IMPORT.matcher(code);
        Matcher found = word.matcher(code);
        int at = 0;
        while (statement.find(at)) {
            // A bracket that nothing closes is looked for once, and not to the end of the text from each line.
            boolean open = code.startsWith("(", statement.end()) && statement.end() < lastClosing;
            int end = code.indexOf(open ? ')' : '\n', statement.end());
            end = end < 0 ? code.length() : end;
            if (found.region(statement.start(), end).find()) {
                return true;
            }
            at = end;
        }
        return false;
    }

    /** Blanks in the place of texts in three quotes, which may have lines like those of a program in them. */
    private String withoutLongTexts() {
        String text = this.text.replaceAll("\\r\\n?", "\n");
        StringBuilder code = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            String quotes = String.valueOf(next).repeat(3);
            boolean quote = next == '"' || next == '\'';
            boolean isLong = quote && text.startsWith(quotes, at);
            int end = next == '#'
                    ? endOfLine(text, at)
                    : isLong
                            ? endOfText(text, at + 3, quotes)
                            : quote ? endOfText(text, at + 1, String.valueOf(next)) : at + 1;
            String part = text.substring(at, end);
            code.append(isLong ? part.replaceAll("[^\\n]", " ") : part);
            at = end;
        }
        return code.toString();
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Behind the quotes that end a text; one in single quotes ends with its line. */
    private static int endOfText(String text, int from, String quotes) {
        for (int at = from; at < text.length(); at++) {
            if (text.startsWith(quotes, at)) {
                return at + quotes.length();
            }
            if (text.charAt(at) == '\n' && quotes.length() == 1) {
                return at;
            }
            if (text.charAt(at) == '\\') {
                at++; // what is behind a backslash ends nothing
            }
        }
        return text.length();
    }

    /** As hatchling looks for it. */
    Optional<String> version() {
        Matcher found = VERSION.matcher(text);
        return found.find() ? Optional.of(found.group("version")) : Optional.empty();
    }

    /** The text that the module begins with; empty where it begins with something else, or that has escapes. */
    Optional<String> docstring() {
        Matcher found = DOCSTRING.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        for (String group : new String[] {"long", "other", "one", "two"}) {
            if (found.group(group) != null) {
                return Optional.of(found.group(group)).filter(words -> words.indexOf('\\') < 0);
            }
        }
        return Optional.empty();
    }
}
