package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.python.ImportStatement.Need;

/**
 * The imports of a Python source. What no run comes to has none: what is for type checkers, for a file that is run where this one is
 * imported, and what stands behind a {@code return}. Needed sometimes is what is caught when it fails, what stands below an {@code if}
 * or a {@code case}, and what a {@code return} or {@code continue} before it may pass over.
 */
final class SourceImports {

    /** Python takes no more of blocks in blocks. */
    private static final int DEEPEST = 100;

    private final List<SourceLine> lines;
    private final boolean main;
    private final List<ImportStatement> found = new ArrayList<>();

    private SourceImports(List<SourceLine> lines, boolean main) {
        this.lines = lines;
        this.main = main;
    }

    /** In the order in which they stand there. */
    static List<ImportStatement> of(List<SourceLine> lines, boolean main) {
        SourceImports imports = new SourceImports(lines, main);
        imports.readBlock(0, lines.size(), new Scope(Need.ALWAYS, false, 0));
        return List.copyOf(imports.found);
    }

    /**
     * Where a block stands.
     *
     * @param guarded whether an error may be caught around it
     */
    private record Scope(Need need, boolean guarded, int depth) {}

    /**
     * How a block goes on.
     *
     * @param ends whether nothing comes to what is behind it
     * @param leaves how it may be left
     */
    private record Flow(boolean ends, Set<Leave> leaves) {}

    /**
     * The body of a compound statement.
     *
     * @param need empty where no run comes to it
     * @param certain whether every run does that comes to its head
     */
    private record Body(Optional<Need> need, boolean certain) {
        static final Body DEAD = new Body(Optional.empty(), false);
        static final Body POSSIBLE = new Body(Optional.of(Need.SOMETIMES), false);
    }

    /** What is known at a place of a block. */
    private static final class Block {
        private final Scope scope;
        private final Set<Leave> leaves = EnumSet.noneOf(Leave.class);
        private Need need;
        private boolean ended;

        /** At the head of the statement whose clauses are being read. */
        private Need before;

        /** Whether one of the conditions of its clauses was met. */
        private Truth met = Truth.UNKNOWN;

        /** Of the clauses that an {@code else} may follow the last. */
        private String clause = "";

        private boolean broken;

        Block(Scope scope) {
            this.scope = scope;
            this.need = scope.need();
            this.before = need;
        }

        Body choose(Truth condition) {
            Truth passed = met.negated();
            met = met.or(condition);
            if (passed == Truth.NO || condition == Truth.NO) {
                return Body.DEAD;
            }
            return passed == Truth.YES && condition == Truth.YES ? certain() : Body.POSSIBLE;
        }

        Body certain() {
            return new Body(Optional.of(before), true);
        }

        Body possible(boolean sometimes) {
            return sometimes ? Body.POSSIBLE : new Body(Optional.of(before), false);
        }

        void leaveBy(Set<Leave> ways) {
            leaves.addAll(ways);
            if (ways.stream().anyMatch(Leave::passesOver)) {
                need = Need.SOMETIMES;
            }
        }
    }

    /** Reads lines of one block, in which those that are indented more belong to the one before them. */
    private Flow readBlock(int from, int to, Scope scope) {
        Block block = new Block(scope);
        for (int i = from; i < to && !block.ended && scope.depth() < DEEPEST; ) {
            int end = endOf(i, to);
            if (lines.get(i).isCompound()) {
                readCompound(i, end, to, block);
            } else {
                readStatements(lines.get(i), 0, block);
            }
            i = end;
        }
        return new Flow(block.ended, block.leaves);
    }

    private int endOf(int index, int to) {
        int end = index + 1;
        while (end < to && lines.get(end).indent() > lines.get(index).indent()) {
            end++;
        }
        return end;
    }

    private void readCompound(int index, int end, int to, Block block) {
        SourceLine line = lines.get(index);
        String keyword = line.first().equals("async") ? line.second() : line.first();
        Body body = bodyOf(keyword, index, to, block);
        if (body.need().isPresent()) {
            boolean guarded = block.scope.guarded() || keyword.equals("try");
            Scope inner = new Scope(body.need().get(), guarded && !keyword.equals("def"), block.scope.depth() + 1);
            goOn(keyword, body, readBody(index, end, inner), block);
        }
    }

    private Flow readBody(int index, int end, Scope scope) {
        Block inline = new Block(scope);
        readStatements(lines.get(index), lines.get(index).colon() + 1, inline);
        return inline.ended ? new Flow(true, inline.leaves) : readBlock(index + 1, end, scope);
    }

    private Body bodyOf(String keyword, int index, int to, Block block) {
        SourceLine line = lines.get(index);
        if (Set.of("if", "for", "while", "try", "with", "def", "class", "match").contains(keyword)) {
            block.before = block.need;
            block.met = Truth.NO;
            block.broken = false;
        }
        Body body = switch (keyword) {
            case "if", "elif" -> block.choose(conditionOf(line));
            case "else" -> bodyOfElse(block);
            case "while" -> conditionOf(line) == Truth.NO ? Body.DEAD : block.possible(false);
            case "try" -> block.possible(isCaught(index, to, block.scope.guarded()));
            case "with" -> Catching.ofManagers(line) == Catching.NO ? block.certain() : Body.POSSIBLE;
            case "finally" -> block.certain();
            case "except", "case" -> Body.POSSIBLE;
            case "def" -> new Body(Optional.of(Need.IN_FUNCTION.within(block.before)), false);
            default -> block.possible(false);
        };
        block.clause = keyword;
        if (keyword.equals("while") && conditionOf(line) == Truth.YES) {
            block.met = Truth.YES;
        }
        return body;
    }

    private Body bodyOfElse(Block block) {
        return switch (block.clause) {
            case "if", "elif" -> block.choose(Truth.YES);
            case "for", "while" -> block.possible(block.broken);
            default -> Body.POSSIBLE;
        };
    }

    private Truth conditionOf(SourceLine line) {
        return Truth.of(line.words().subList(1, line.colon()), main);
    }

    private static void goOn(String keyword, Body body, Flow flow, Block block) {
        Set<Leave> leaves = EnumSet.noneOf(Leave.class);
        leaves.addAll(flow.leaves());
        switch (keyword) {
            case "def", "class" -> leaves.clear();
            case "for", "while" -> {
                block.broken = leaves.remove(Leave.BREAK);
                leaves.remove(Leave.CONTINUE);
                block.ended = keyword.equals("while") && block.met == Truth.YES && !block.broken;
            }
            default -> block.ended = body.certain() && flow.ends();
        }
        block.leaveBy(leaves);
    }

    /** Whether a clause of a {@code try} goes on where an import fails; an error that it raises itself may be caught further out. */
    private boolean isCaught(int attempt, int to, boolean guarded) {
        for (int i = endOf(attempt, to); i < to; ) {
            SourceLine line = lines.get(i);
            int end = endOf(i, to);
            if (!line.first().equals("except")) {
                return false;
            }
            Catching catching = Catching.ofClause(line);
            boolean goesOn = guarded || !raises(i, end);
            if (catching != Catching.NO && goesOn) {
                return true;
            }
            if (catching == Catching.YES) {
                return false;
            }
            i = end;
        }
        return false;
    }

    /** Whether a clause ends in an error, whatever happens in it. */
    private boolean raises(int clause, int end) {
        for (int i = clause; i < end; i++) {
            SourceLine line = lines.get(i);
            boolean direct =
                    i == clause || (line.indent() == lines.get(clause + 1).indent() && !line.isCompound());
            for (List<String> statement : line.statements(line.isCompound() ? line.colon() + 1 : 0)) {
                Optional<Leave> leave = Leave.of(statement);
                if (leave.isPresent() && (leave.get() != Leave.RAISE || direct)) {
                    return leave.get() == Leave.RAISE;
                }
            }
        }
        return false;
    }

    private void readStatements(SourceLine line, int from, Block block) {
        for (List<String> statement : line.statements(from)) {
            readStatement(statement, line.number(), block.need);
            Optional<Leave> leave = Leave.of(statement);
            if (leave.isPresent()) {
                block.leaves.add(leave.get());
                block.ended = true;
                return;
            }
        }
    }

    private void readStatement(List<String> words, int line, Need need) {
        if (words.get(0).equals("import")) {
            for (String module : modules(words.subList(1, words.size()))) {
                found.add(new ImportStatement(module, 0, List.of(), line, need));
            }
        } else if (words.get(0).equals("from") && words.indexOf("import") > 1) {
            int at = words.indexOf("import");
            String path = String.join("", words.subList(1, at));
            String module = path.replaceFirst("^\\.+", "");
            List<String> names = modules(words.subList(at + 1, words.size()));
            if (!names.isEmpty()) {
                found.add(new ImportStatement(module, path.length() - module.length(), names, line, need));
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
