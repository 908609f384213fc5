package org.pyflinkimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rooms and libraries of {@code docs/architecture.md}, read from its two tables. */
record RoomTable(List<Room> rooms, List<Library> libraries) {

    private static final String ROOT = "org.pyflinkimage.";
    private static final Pattern BETWEEN_PACKAGES = Pattern.compile("[` ]+");

    /** A row of the rooms' table; {@code mayUse} and {@code libraries} are names as they stand there. */
    record Room(String name, String purpose, List<String> mayUse, List<String> libraries) {

        /** Whether {@code other} is this room or one of those that lie in it. */
        boolean contains(String other) {
            return other.equals(name) || other.startsWith(name + ".");
        }

        boolean mayUse(Room other) {
            return other.name.equals(name) || mayUse.stream().anyMatch(allowed -> isOrContains(allowed, other.name));
        }

        private static boolean isOrContains(String allowed, String other) {
            return other.equals(allowed) || other.startsWith(allowed + ".");
        }
    }

    /** A row of the dependencies' table: what the rooms call it, and the packages that it brings. */
    record Library(String name, List<String> packages) {

        boolean brings(String packageName) {
            return packages.stream()
                    .anyMatch(prefix -> packageName.equals(prefix) || packageName.startsWith(prefix + "."));
        }
    }

    static RoomTable read() {
        try {
            return parse(Files.readAllLines(Path.of("docs/architecture.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RoomTable parse(List<String> page) {
        List<Room> rooms = rows(page, "| room |").stream()
                .map(cells -> new Room(bare(cells.get(0)), cells.get(1), words(cells.get(2)), words(cells.get(3))))
                .toList();
        List<Library> libraries = rows(page, "| dependency |").stream()
                .map(cells -> new Library(words(cells.get(0)).get(0), packages(cells.get(1))))
                .toList();
        return new RoomTable(rooms, libraries);
    }

    /** The room that a class of ours lies in: the row that names the longest part of its package. */
    Optional<Room> roomOf(String packageName) {
        return rooms.stream()
                .filter(room -> room.contains(below(packageName)))
                .max(Comparator.comparing(room -> room.name().length()));
    }

    /** What a row calls a package. */
    static String below(String packageName) {
        return packageName.startsWith(ROOT) ? packageName.substring(ROOT.length()) : packageName;
    }

    Room room(String name) {
        return rooms.stream()
                .filter(room -> room.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no room " + name));
    }

    Optional<Library> libraryOf(String packageName) {
        return libraries.stream().filter(library -> library.brings(packageName)).findFirst();
    }

    /** What the rooms' rows name that has no row of its own. */
    Collection<String> unknownNames() {
        Stream<String> unknownRooms = rooms.stream()
                .flatMap(room -> room.mayUse().stream())
                .filter(name -> rooms.stream().noneMatch(room -> room.name().equals(name)));
        Stream<String> unknownLibraries = rooms.stream()
                .flatMap(room -> room.libraries().stream())
                .filter(name ->
                        libraries.stream().noneMatch(library -> library.name().equals(name)));
        return Stream.concat(unknownRooms, unknownLibraries).distinct().toList();
    }

    private static List<List<String>> rows(List<String> page, String head) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : page) {
            inside = line.startsWith(head) || (inside && line.startsWith("|"));
            if (inside && !line.startsWith(head) && !line.startsWith("|---")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    private static String bare(String cell) {
        return cell.replace("`", "");
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split("[ ,]+"));
    }

    private static List<String> packages(String cell) {
        return BETWEEN_PACKAGES
                .splitAsStream(cell)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
