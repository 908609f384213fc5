package org.pyflinkimage.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.value.Sha256;

/** What lies in folders before and after a try. */
final class Results {

    private Results() {}

    /** The sums of all files below a folder of results, but for those that only its own builds read. */
    static Map<String, Sha256> of(Path folder) throws IOException {
        Map<String, Sha256> results = new TreeMap<>();
        for (Path file : filesBelow(folder)) {
            if (!file.getFileName().toString().startsWith(".")) {
                results.put(folder.relativize(file).toString(), Sha256.of(file));
            }
        }
        return results;
    }

    static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Deletes a folder with all in it, where it is there. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
