package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The imports of a Python source. Conditional are those whose failure is caught, those for type checkers, and those below an {@code if}
 * or a {@code case}; not those of functions, where workers import what they need, nor of {@code if __name__ == "__main__"}.
 */
public final class SourceImports {

    private static final Set<String> CATCHING =
            Set.of("ImportError", "ModuleNotFoundError", "Exception", "BaseException", "suppress");
    private static final Set<String> COMPOUND = Set.of(
            "if", "elif", "else", "try", "except", "finally", "for", "while", "with", "def", "class", "async", "match",
            "case");

    private final List<SourceLine> lines;
    private final List<ImportStatement> found = new ArrayList<>();

    private SourceImports(List<SourceLine> lines) {
        this.lines = lines;
    }

    /** In the order in which they stand there. */
    public static List<ImportStatement> of(String source) {
        SourceImports imports = new SourceImports(SourceText.lines(source));
        imports.readBlock(0, imports.lines.size(), false);
        return List.copyOf(imports.found);
    }

    /** Reads lines of one block, in which those that are indented more belong to the one before them. */
    private void readBlock(int from, int to, boolean conditional) {
        for (int i = from; i < to; ) {
            SourceLine line = lines.get(i);
            int end = endOf(i, to);
            boolean inner = conditional || isConditional(i, from, to);
            readLine(line, conditional, inner);
            readBlock(i + 1, end, COMPOUND.contains(line.first()) ? inner : conditional);
            i = end;
        }
    }

    /** Whether what stands in a compound statement may be passed over. */
    private boolean isConditional(int index, int from, int to) {
        SourceLine line = lines.get(index);
        return switch (line.first()) {
            case "try" -> isCaught(index, to);
            case "with" -> catches(line);
            case "if" -> !isMain(line);
            case "elif", "case", "except" -> true;
            case "else" -> isOfChoice(index, from);
            default -> false;
        };
    }

    private int endOf(int index, int to) {
        int end = index + 1;
        while (end < to && lines.get(end).indent() > lines.get(index).indent()) {
            end++;
        }
        return end;
    }

    /** Whether a clause of a {@code try} goes on where an import fails. */
    private boolean isCaught(int attempt, int to) {
        for (int i = endOf(attempt, to); i < to; i = endOf(i, to)) {
            String first = lines.get(i).first();
            if (first.equals("except") && (catches(lines.get(i)) || lines.get(i).colon() == 1)) {
                return true;
            }
            if (!first.equals("except") && !first.equals("else")) {
                return false;
            }
        }
        return false;
    }

    private static boolean catches(SourceLine line) {
        return line.words().stream().limit(line.colon()).anyMatch(CATCHING::contains);
    }

    private static boolean isMain(SourceLine line) {
        return line.words().size() > 1 && line.words().subList(1, line.colon()).contains("__name__");
    }

    /** Whether an {@code else} is that of an {@code if}; those of loops and of {@code try} come always, or as the try does. */
    private boolean isOfChoice(int index, int from) {
        for (int i = index - 1; i >= from; i--) {
            if (lines.get(i).indent() <= lines.get(index).indent()) {
                return Set.of("if", "elif", "except").contains(lines.get(i).first());
            }
        }
        return false;
    }

    private void readLine(SourceLine line, boolean outside, boolean inside) {
        int head = COMPOUND.contains(line.first())
                ? Math.min(line.colon() + 1, line.words().size())
                : 0;
        boolean conditional = head > 0 ? inside : outside;
        int begin = head;
        for (int i = head; i <= line.words().size(); i++) {
            if (i == line.words().size() || line.words().get(i).equals(";")) {
                readStatement(line.words().subList(begin, i), line.number(), conditional);
                begin = i + 1;
            }
        }
    }

    private void readStatement(List<String> words, int line, boolean conditional) {
        if (words.isEmpty()) {
            return;
        }
        if (words.get(0).equals("import")) {
            for (String module : modules(words.subList(1, words.size()))) {
                found.add(new ImportStatement(module, 0, List.of(), line, conditional));
            }
        } else if (words.get(0).equals("from") && words.indexOf("import") > 1) {
            int at = words.indexOf("import");
            String path = String.join("", words.subList(1, at));
            String module = path.replaceFirst("^\\.+", "");
            List<String> names = modules(words.subList(at + 1, words.size()));
            if (!names.isEmpty()) {
                found.add(new ImportStatement(module, path.length() - module.length(), names, line, conditional));
            }
        }
    }

    /** Names between commas, without brackets and other names given to them. */
    private static List<String> modules(List<String> words) {
        List<String> modules = new ArrayList<>();
        StringBuilder module = new StringBuilder();
        boolean renamed = false;
        for (String word : words) {
            if (word.equals(",")) {
                modules.add(module.toString());
                module.setLength(0);
                renamed = false;
            } else if (word.equals("as")) {
                renamed = true;
            } else if (!renamed && !word.equals("(") && !word.equals(")")) {
                module.append(word);
            }
        }
        modules.add(module.toString());
        modules.removeIf(String::isEmpty);
        return modules;
    }
}
