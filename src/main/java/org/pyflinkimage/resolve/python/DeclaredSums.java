package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.Problem;

/**
 * The sums that the user's own lock files and requirements fix distributions by. uv compares them when it installs, not when it
 * resolves, and this plugin never lets it install; so they are compared here.
 */
final class DeclaredSums {

    private static final Pattern FRAGMENT = Pattern.compile("[#&](sha256|sha384|sha512)=([0-9A-Fa-f]+)");
    private static final String COMPARED = "sha256:";
    private static final int MOST_SHOWN = 3;

    /** By file and by distribution: its sums, each with the name of the file that it is of, or an empty one. */
    private final SortedMap<String, SortedMap<NormalizedName, SortedMap<String, String>>> sums = new TreeMap<>();

    private DeclaredSums() {}

    /** Reads the sums of all that is declared. */
    static DeclaredSums of(DeclaredRequirements requirements) {
        DeclaredSums declared = new DeclaredSums();
        requirements.declared().lines().forEach(declared::readLine);
        requirements.structured().forEach(declared::readFile);
        return declared;
    }

    /** Whether a distribution's file is fixed by a declared sum. */
    boolean fixes(NormalizedName name) {
        return sums.values().stream().anyMatch(byName -> byName.containsKey(name));
    }

    /** Whether no declared sum speaks against a file; one whose own sum is not known yet is permitted. */
    boolean permits(DistributionFile file) {
        return file.sha256().isEmpty()
                || sums.values().stream().allMatch(byName -> permits(byName.get(file.name()), file));
    }

    /**
     * What is wrong with these files, whose sums are known: {@code PYF-491} where one is not what was declared, {@code PYF-492} where
     * it cannot be compared.
     */
    List<Problem> problems(List<DistributionFile> files) {
        List<Problem> problems = new ArrayList<>();
        for (DistributionFile file : files) {
            sums.forEach((where, byName) -> {
                SortedMap<String, String> allowed = byName.get(file.name());
                if (allowed != null && allowed.keySet().stream().noneMatch(sum -> sum.startsWith(COMPARED))) {
                    problems.add(notComparable(file, where));
                } else if (allowed != null && !permits(allowed, file)) {
                    problems.add(different(file, where, allowed));
                }
            });
        }
        return problems;
    }

    private static boolean permits(@Nullable SortedMap<String, String> allowed, DistributionFile file) {
        return allowed == null || allowed.containsKey(sumOf(file));
    }

    private static String sumOf(DistributionFile file) {
        return COMPARED + file.sha256().orElseThrow().hex();
    }

    private void readFile(StructuredFile file) {
        if (file instanceof ProjectRequirements project) {
            project.lines().forEach(line -> readAddress(project.file().toString(), line.text()));
        } else {
            readPackages(file);
        }
    }

    private void readLine(RequirementLine line) {
        String where = line.place().path();
        nameIn(line.text()).ifPresent(name -> line.values("--hash").forEach(sum -> add(where, name, sum, "")));
        readAddress(where, line.text());
    }

    /** An address may carry its sum. */
    private void readAddress(String where, String text) {
        nameIn(text)
                .ifPresent(name -> FRAGMENT.matcher(text)
                        .results()
                        .forEach(sum -> add(where, name, sum.group(1) + ":" + sum.group(2), "")));
    }

    /** The distribution that a text asks for, by its name or by a wheel's address. */
    private static Optional<NormalizedName> nameIn(String text) {
        String file = text.replaceFirst("[#?;\\s].*", "").replaceFirst("^.*[/\\\\]", "");
        return Requirement.parse(text)
                .map(Requirement::name)
                .or(() -> WheelName.parse(file.replace("%2B", "+").replace("%2b", "+"))
                        .map(WheelName::name));
    }

    /** The packages of a uv.lock, whose files have a {@code hash}, or of a pylock.toml, whose files have {@code hashes}. */
    private void readPackages(StructuredFile file) {
        String where = file.file().toString();
        for (JsonNode entry : file.packages()) {
            Optional<Requirement> named = Requirement.parse(entry.path("name").asText());
            if (named.isEmpty()) {
                continue; // Whoever resolves it says so.
            }
            NormalizedName name = named.get().name();
            filesOf(entry).forEach(node -> {
                String fileName = fileNameOf(node);
                String hash = node.path("hash").asText();
                if (!hash.isEmpty()) {
                    add(where, name, hash, fileName);
                }
                node.path("hashes")
                        .properties()
                        .forEach(sum -> add(
                                where, name, sum.getKey() + ":" + sum.getValue().asText(), fileName));
            });
        }
    }

    private static Stream<JsonNode> filesOf(JsonNode entry) {
        List<JsonNode> files = new ArrayList<>(List.of(entry.path("sdist"), entry.path("archive")));
        entry.path("wheels").forEach(files::add);
        return files.stream();
    }

    private static String fileNameOf(JsonNode node) {
        return node.has("filename") ? node.path("filename").asText() : Pylock.fileName(node);
    }

    private void add(String where, NormalizedName name, String sum, String fileName) {
        sums.computeIfAbsent(where, key -> new TreeMap<>())
                .computeIfAbsent(name, key -> new TreeMap<>())
                .put(sum.toLowerCase(Locale.ROOT), fileName);
    }

    private static Problem different(DistributionFile file, String where, SortedMap<String, String> allowed) {
        return Problem.declaration(
                        "PYF-491",
                        "`%s==%s` is not the file that `%s` fixes".formatted(file.name(), file.version(), where))
                .why("the sum of `%s` is %s".formatted(file.fileName(), sumOf(file)))
                .why("`%s` permits %s".formatted(where, shown(file, allowed)))
                .remedy("look who changed the file: the index that it comes from, or what lies between")
                .remedy("where the change is right, write the sums in `%s` anew with the tool that wrote them"
                        .formatted(where));
    }

    private static String shown(DistributionFile file, SortedMap<String, String> allowed) {
        List<String> ofSameName = allowed.keySet().stream()
                .filter(sum -> file.fileName().equals(allowed.get(sum)))
                .toList();
        if (!ofSameName.isEmpty()) {
            return "for it only " + String.join(", ", ofSameName);
        }
        return "only " + FirstOf.of(MOST_SHOWN, allowed.keySet()).text();
    }

    private static Problem notComparable(DistributionFile file, String where) {
        return Problem.declaration(
                        "PYF-492", "The sum that `%s` fixes `%s` by cannot be compared".formatted(where, file.name()))
                .why("files are compared by their sha256, and no sha256 stands there")
                .remedy("write it there: for `%s` it is %s".formatted(file.fileName(), sumOf(file)));
    }
}
