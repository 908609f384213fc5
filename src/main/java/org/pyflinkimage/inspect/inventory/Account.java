package org.pyflinkimage.inspect.inventory;

import java.util.List;
import java.util.Optional;

/** A user or a group: {@code flink}, 9999. */
public record Account(String name, int number) {

    String named(String kind) {
        return "%s `%s` (%s)".formatted(kind, name, number);
    }

    /** Reads the lines of {@code passwd} or {@code group}, in which the number stands third; others are passed over. */
    static List<Account> ofAll(Optional<String> text) {
        return text.stream()
                .flatMap(String::lines)
                .map(line -> line.split(":", -1))
                .filter(parts -> parts.length > 2 && parts[2].matches("[0-9]{1,9}"))
                .map(parts -> new Account(parts[0], Integer.parseInt(parts[2])))
                .toList();
    }
}
