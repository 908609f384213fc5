package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.UnixPath;

/** What dpkg made of a system where newer packages took the place of older ones; {@code debian-upgrades.py} records it anew. */
class RecordedUpgradesTest {

    private static final Origin BASE = new Origin(LayerKind.BASE, "base");
    private static final String STATUS = "/var/lib/dpkg/status";

    @TempDir
    private Path folder;

    private JsonNode recorded = new ObjectMapper().createObjectNode();
    private FileTree tree = new FileTree();

    @BeforeEach
    void upgrade() throws IOException {
        try (InputStream stream = getClass().getResourceAsStream("/org/pyflinkimage/debian/upgrades.json")) {
            recorded = new ObjectMapper().readTree(Objects.requireNonNull(stream));
        }
        SortedMap<UnixPath, FileTree.Entry> before = new TreeMap<>();
        nodes("before")
                .forEach((path, node) ->
                        before.put(UnixPath.of(path), new FileTree.Entry(UnixPath.of(path), node, BASE)));
        tree = FileTree.over(List.copyOf(before.values()));
        DebianSystem.of(packed())
                .installUpon(tree, new SystemOptions(new JavaVersion(17), Optional.empty(), Platform.LINUX_AMD64));
    }

    @Test
    void filesAreThose() {
        SortedMap<String, String> expected = new TreeMap<>();
        nodes("after").forEach((path, node) -> expected.put(path, described(path, node)));

        SortedMap<String, String> found = new TreeMap<>();
        tree.entries()
                .forEach(entry ->
                        found.put(entry.path().value(), described(entry.path().value(), entry.node())));

        // dpkg computes sums that a package does not bring, and makes files that are empty.
        List.of(expected, found)
                .forEach(files -> files.keySet()
                        .removeIf(path -> path.endsWith(".md5sums")
                                || path.startsWith("/var/lib/dpkg/triggers")
                                || path.startsWith("/var/lib/dpkg/info/format")));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void statusIsThat() {
        assertThat(packages(tree.text(UnixPath.of(STATUS)).orElseThrow()))
                .isEqualTo(packages(
                        recorded.path("after").path(STATUS.substring(1)).path(1).asText()));
    }

    private static Map<String, Map<String, String>> packages(String status) {
        Map<String, Map<String, String>> packages = new TreeMap<>();
        for (Stanza stanza : Stanza.parseAll(status)) {
            Map<String, String> fields = new TreeMap<>(stanza.fields());
            fields.computeIfPresent("Conffiles", (name, text) -> sorted(text));
            packages.put(stanza.get("Package"), fields);
        }
        return packages;
    }

    /** Of what dpkg writes in another order the lines. */
    private static String described(String path, FileNode node) {
        if (node instanceof SymbolicLink link) {
            return "-> " + link.target();
        }
        String rights = Integer.toOctalString(node.mode());
        if (!(node instanceof RegularFile file) || path.equals(STATUS)) {
            return rights;
        }
        String text = new String(file.content().bytes(), StandardCharsets.UTF_8);
        return rights + " " + (path.endsWith(".list") ? sorted(text) : text);
    }

    private static String sorted(String text) {
        return String.join("\n", text.lines().map(String::strip).sorted().toList());
    }

    private Map<String, FileNode> nodes(String when) {
        Map<String, FileNode> nodes = new TreeMap<>();
        recorded.path(when).properties().forEach(each -> nodes.put("/" + each.getKey(), node(each.getValue())));
        return nodes;
    }

    private static FileNode node(JsonNode recorded) {
        if (recorded.isTextual()) {
            return FileNode.link(recorded.asText());
        }
        return recorded.isInt()
                ? new Directory(recorded.asInt(), Owner.ROOT)
                : new RegularFile(
                        recorded.path(0).asInt(),
                        Owner.ROOT,
                        Content.of(recorded.path(1).asText()));
    }

    private List<Path> packed() throws IOException {
        List<Path> packed = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : recorded.path("new").properties()) {
            Path deb = Files.write(
                    folder.resolve(each.getKey() + ".deb"),
                    deb(each.getKey(), each.getValue()).build());
            Path form = folder.resolve(each.getKey() + ".packed");
            PackedDebs.pack(deb, form, form.getFileName().toString());
            packed.add(form);
        }
        return packed;
    }

    private static DebBuilder deb(String name, JsonNode parts) throws IOException {
        StringBuilder control =
                new StringBuilder("Package: %s\nArchitecture: amd64\nMaintainer: A <a@example.com>\n".formatted(name));
        parts.path("fields")
                .properties()
                .forEach(field -> control.append(
                        "%s: %s\n".formatted(field.getKey(), field.getValue().asText())));
        DebBuilder deb = DebBuilder.of(control.append("Description: a sample\n").toString());
        for (Map.Entry<String, JsonNode> member : parts.path("control").properties()) {
            deb.control(member.getKey(), member.getValue().asText(), 0644);
        }
        StringBuilder configuration = new StringBuilder();
        parts.path("conffiles")
                .forEach(path -> configuration.append(path.asText()).append('\n'));
        if (!configuration.isEmpty()) {
            deb.control("conffiles", configuration.toString(), 0644);
        }
        Set<String> folders = new TreeSet<>();
        for (Map.Entry<String, JsonNode> file : parts.path("data").properties()) {
            for (UnixPath above = UnixPath.of("/" + file.getKey()).parent(); !above.isRoot(); above = above.parent()) {
                folders.add(above.relative());
            }
        }
        for (String each : folders) {
            deb.directory("./" + each, 0755);
        }
        for (Map.Entry<String, JsonNode> file : parts.path("data").properties()) {
            deb.file(
                    "./" + file.getKey(),
                    file.getValue().path(1).asText(),
                    file.getValue().path(0).asInt());
        }
        return deb;
    }
}
