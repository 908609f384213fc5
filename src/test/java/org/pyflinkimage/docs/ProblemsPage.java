package org.pyflinkimage.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.docs.MessageSources.Message;
import org.pyflinkimage.rules.Rules;

/** {@code docs/problems.md}: every code with what it means and what to do, and the errors that other programs show instead. */
final class ProblemsPage {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path GOLDEN = Path.of("src/test/resources/org/pyflinkimage/rules/problems.txt");
    private static final Path SYMPTOMS = Path.of("src/test/resources/org/pyflinkimage/docs/symptoms.md");

    /** What the sources put together out of several places. */
    private static final Map<String, String> MEANINGS = Map.of(
            "PYF-024", "a setting in `<flinkConfig>` cannot be read, or stands there twice",
            "PYF-025", "a label in `<labels>` cannot be read, or stands there twice",
            "PYF-711", "a field of the lock file is missing, or is there and unknown, at that line and column",
            "PYF-712",
                    "two entries of the lock file, at that line and column, contradict each other, or one is missing");

    private static final String DISK =
            "another folder: the one that is named is the store (`<store>`, -Dpyflink.store), that of the results (`<output>`,"
                    + " -Dpyflink.output), or one for temporary files (`MAVEN_OPTS=-Djava.io.tmpdir=FOLDER`)";

    /** What the folder that is meant decides, or what is told and asks for nothing. */
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry(
                    "PYF-100",
                    "nothing, where a job of yours runs; the combinations that were run are in `docs/compatibility.md`"),
            Map.entry("PYF-102", "nothing, where the image works; a newer plugin may know the release"),
            Map.entry("PYF-108", "nothing, where it is fast enough; else another platform"),
            Map.entry("PYF-118", "nothing; with the same line in `<requirements>` it is not told any more"),
            Map.entry("PYF-201", "nothing; or write the file in the other form"),
            Map.entry("PYF-339", "the ways out of [PYF-301](#pyf-301), which this is a reason of"),
            Map.entry("PYF-506", "free some space, or " + DISK),
            Map.entry("PYF-508", DISK),
            Map.entry("PYF-521", "run it again: what was finished is kept"),
            Map.entry("PYF-537", "nothing; where it is told often, look at the disk, and at who else writes there"),
            Map.entry("PYF-540", "nothing; where it is told often, look at who else writes to the store"),
            Map.entry(
                    "PYF-545",
                    "nothing: it is deleted, and made or fetched again; where it is told often, look at the disk"),
            Map.entry("PYF-711", "restore the file from version control, or delete it to resolve anew"),
            Map.entry("PYF-712", "restore the file from version control, or delete it to resolve anew"));

    private static final Map<Integer, String> PARTS = parts();

    private ProblemsPage() {}

    static String write() throws IOException {
        MessageSources sources = MessageSources.of(SOURCES);
        Map<String, List<String>> examples = examples();
        StringBuilder page = new StringBuilder("""
                # Problems

                Every message of the plugin has a code. This page says of each what it means and what to try; `…` stands for a value of
                your build. Whoever knows only what Flink, Python, pip or Docker printed finds the code in the first table. The page is
                generated from the sources and the reviewed messages: `mvn test -Dtest=ProblemsPageTest -Dgolden.update=true`.

                Where a text begins with `Rule:`, it is one: `<rules><PYF-nnn>warning</PYF-nnn></rules>`
                (`-Dpyflink.rules.PYF-nnn=warning`) changes its severity, `off` silences it. The same holds for what is found in the files of
                an image: %s.

                """.formatted(Rules.OF_FILES.stream()
                .sorted()
                .map("[%1$s](#%1$s)"::formatted)
                .collect(Collectors.joining(", "))
                .replace("#PYF", "#pyf")));
        page.append(Files.readString(SYMPTOMS).strip()).append("\n");
        int part = -1;
        for (String code : codes(sources)) {
            int own = part(code);
            if (own != part) {
                page.append("\n## ").append(PARTS.get(own)).append("\n");
                part = own;
            }
            page.append("\n").append(entry(code, sources, examples));
        }
        return page.toString();
    }

    static Set<String> codes(MessageSources sources) {
        Set<String> codes = new TreeSet<>(sources.messages().keySet());
        codes.addAll(sources.rules().keySet());
        codes.addAll(MEANINGS.keySet());
        return codes;
    }

    private static String entry(String code, MessageSources sources, Map<String, List<String>> examples) {
        StringBuilder text = new StringBuilder("### " + code + "\n");
        String title = sources.rules().get(code);
        if (title != null) {
            text.append("\nRule: ").append(title).append(".\n");
        }
        List<String> reviewed = examples.getOrDefault(code, List.of());
        if (!reviewed.isEmpty()) {
            text.append("\n```text\n").append(reviewed.get(0)).append("\n```\n");
            return text.append(ofNoMessage(code)).toString();
        }
        if (MEANINGS.containsKey(code)) {
            text.append("\n").append(MEANINGS.get(code)).append("\n");
        }
        Map<Message, List<String>> whats = new LinkedHashMap<>();
        for (Message message : sources.messages().getOrDefault(code, Set.of())) {
            whats.computeIfAbsent(message.withWhat(""), same -> new ArrayList<>())
                    .add(message.what());
        }
        whats.forEach((message, all) -> text.append(text(message, all)));
        return text.append(ofNoMessage(code)).toString();
    }

    /** Texts of the same reasons and ways out stand together. */
    private static String text(Message message, List<String> whats) {
        StringBuilder text = new StringBuilder();
        whats.forEach(what -> text.append("\n").append(escaped(what)).append("\n"));
        if (!message.why().isEmpty() || !message.remedies().isEmpty()) {
            text.append("\n");
        }
        message.why()
                .forEach(why -> text.append("- because ").append(escaped(why)).append("\n"));
        message.remedies()
                .forEach(remedy -> text.append("- try ").append(escaped(remedy)).append("\n"));
        return text.toString();
    }

    /** Codes that have a way out here, though their messages have one. */
    static List<String> idleRemedies() throws IOException {
        MessageSources sources = MessageSources.of(SOURCES);
        Map<String, List<String>> examples = examples();
        return REMEDIES.keySet().stream()
                .filter(code -> sources.messages().getOrDefault(code, Set.of()).stream()
                                .anyMatch(message -> !message.remedies().isEmpty())
                        || examples.getOrDefault(code, List.of()).stream().anyMatch(text -> text.contains("\n  try:")))
                .sorted()
                .toList();
    }

    private static String ofNoMessage(String code) {
        return REMEDIES.containsKey(code) ? "\n- try " + REMEDIES.get(code) + "\n" : "";
    }

    /** Angle brackets outside of code would be taken for HTML, a bar for a table's. */
    private static String escaped(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** By code, the reviewed messages; one follows another after an empty line. */
    private static Map<String, List<String>> examples() throws IOException {
        Map<String, List<String>> examples = new LinkedHashMap<>();
        for (String block : Files.readString(GOLDEN).split("\n\n", -1)) {
            int begin = block.indexOf("[PYF-");
            if (begin >= 0) {
                String message = block.substring(begin).strip();
                examples.computeIfAbsent(message.substring(1, 8), code -> new ArrayList<>())
                        .add(message);
            }
        }
        return examples;
    }

    private static int part(String code) {
        int number = Integer.parseInt(code.substring(4));
        return PARTS.keySet().stream()
                .filter(begin -> begin <= number)
                .max(Integer::compare)
                .orElseThrow();
    }

    private static Map<Integer, String> parts() {
        Map<Integer, String> parts = new LinkedHashMap<>();
        parts.put(0, "What is declared");
        parts.put(100, "Versions and requirements that do not fit");
        parts.put(200, "Configuration, connectors, containers and jobs");
        parts.put(300, "Packages of the operating system");
        parts.put(450, "Python packages: wheels and source distributions");
        parts.put(480, "Resolving Python requirements");
        parts.put(500, "Downloads, the store, interruption");
        parts.put(600, "Files of the image");
        parts.put(700, "Templates, the lock file, packages' contents");
        parts.put(800, "Layers, archives, daemons, registries and builders");
        parts.put(890, "Packages of the operating system that are declared, libraries and jars in the image");
        parts.put(900, "Folders and reports");
        return parts;
    }
}
