package org.pyflinkimage.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** How many mutants of each room the unit tests killed: an average would hide a room that nobody tests. */
final class RoomScores {

    private static final String ROOT = "org.pyflinkimage.";

    private static final String HEAD = "room                mutants  killed\n";

    private final Map<String, Score> byRoom = new TreeMap<>();

    private RoomScores() {}

    /** Mutants of a room, and those of them that a test noticed. */
    record Score(int mutants, int killed) {

        /** Rounded down: 90 % are not reached by 89.9. */
        int percent() {
            return mutants == 0 ? 0 : killed * 100 / mutants;
        }

        private Score plus(Score other) {
            return new Score(mutants + other.mutants, killed + other.killed);
        }
    }

    /** Reads PIT's {@code mutations.xml}. */
    static RoomScores read(InputStream report) throws XMLStreamException {
        RoomScores scores = new RoomScores();
        XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(report);
        int killed = 0;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("mutation")) {
                killed = Boolean.parseBoolean(xml.getAttributeValue(null, "detected")) ? 1 : 0;
            } else if (xml.getLocalName().equals("mutatedClass")) {
                scores.count(xml.getElementText(), killed);
            }
        }
        return scores;
    }

    /** For the room and each sub-room that a class is in. */
    private void count(String className, int killed) {
        String name = className.substring(ROOT.length());
        for (int end = name.indexOf('.'); end >= 0; end = name.indexOf('.', end + 1)) {
            byRoom.merge(name.substring(0, end), new Score(1, killed), Score::plus);
        }
    }

    Score of(String room) {
        return byRoom.getOrDefault(room, new Score(0, 0));
    }

    /** A line for each room, and below it for each of its sub-rooms, whose mutants are among its own. */
    String table(List<String> rooms) {
        StringBuilder table = new StringBuilder(HEAD);
        for (String room : rooms) {
            table.append(line(room));
            byRoom.keySet().stream()
                    .filter(name -> name.startsWith(room + "."))
                    .map(this::line)
                    .forEach(table::append);
        }
        return table.toString();
    }

    private String line(String room) {
        Score score = of(room);
        return "%-19s %7d %7d  %3d %%%n".formatted(room, score.mutants(), score.killed(), score.percent());
    }

    /** The rooms of which fewer are killed than wanted; one without mutants is one whose name is wrong. */
    List<String> below(int wanted, List<String> rooms) {
        return rooms.stream().filter(room -> of(room).percent() < wanted).toList();
    }

    /**
     * Fails where a room has too few.
     *
     * @param arguments PIT's {@code mutations.xml}, the rooms with commas between them, the least percentage
     */
    public static void main(String[] arguments) throws IOException, XMLStreamException {
        Path file = Path.of(arguments[0]);
        List<String> rooms = List.of(arguments[1].split(","));
        int wanted = Integer.parseInt(arguments[2]);
        try (InputStream report = Files.newInputStream(file)) {
            RoomScores scores = read(report);
            System.out.print(scores.table(rooms));
            List<String> below = scores.below(wanted, rooms);
            if (!below.isEmpty()) {
                throw new IllegalStateException("fewer than %d %% are killed in: %s (see %s)"
                        .formatted(wanted, String.join(", ", below), file.resolveSibling("index.html")));
            }
        }
    }
}
