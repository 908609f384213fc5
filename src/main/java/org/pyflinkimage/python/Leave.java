package org.pyflinkimage.python;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a statement leaves the block that it stands in. */
enum Leave {
    RETURN,
    BREAK,
    CONTINUE,
    /** Where this is not caught, nothing comes after it. */
    RAISE;

    private static final Set<List<String>> EXITS = Set.of(
            List.of("sys", ".", "exit", "("),
            List.of("os", ".", "_exit", "("),
            List.of("os", ".", "abort", "("),
            List.of("exit", "("),
            List.of("quit", "("));

    /** Of a simple statement's words; empty where the next one follows. */
    static Optional<Leave> of(List<String> words) {
        return switch (words.get(0)) {
            case "return" -> Optional.of(RETURN);
            case "break" -> Optional.of(BREAK);
            case "continue" -> Optional.of(CONTINUE);
            case "raise" -> Optional.of(RAISE);
            default -> isExit(words) ? Optional.of(RAISE) : Optional.empty();
        };
    }

    private static boolean isExit(List<String> words) {
        return EXITS.stream()
                .anyMatch(exit -> words.size() > exit.size()
                        && words.subList(0, exit.size()).equals(exit));
    }

    /** Whether what comes after it in a program may have been passed over. */
    boolean passesOver() {
        return this != RAISE;
    }
}
