package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/** The image that buildah makes of the rendered Dockerfile against the one that the plugin assembled, of one plan. */
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class SecondRoadIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;
    private static final String BASE = "localhost/pyflink-e2e/stand-in:latest";
    private static final String BUILT = "localhost/pyflink-e2e/second-road:latest";
    private static final Path AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");
    private static final ObjectMapper JSON = new ObjectMapper();

    private LoadedImage first;
    private LoadedImage second;
    private JsonNode inFirst;
    private JsonNode inSecond;

    /** What may differ below {@code /opt}, and why that is right. */
    private static Map<Pattern, String> justified(List<String> sourceDistributions) {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("/opt/venv/bin/[Aa]ctivate.*", "scripts of `venv` for people's shells");
        reasons.put("/opt/venv/include/.*", "an empty folder of `venv`");
        reasons.put("/opt/venv/pyvenv\\.cfg", "`venv` names the command that it was called by");
        reasons.put("/opt/venv/bin/python3", "`venv` takes Debian's link to the interpreter");
        reasons.put(".*\\.dist-info/(INSTALLER|REQUESTED|RECORD)", "they say that pip installed, and what");
        reasons.put(
                ".*/(" + String.join("|", sourceDistributions) + ")-[^/]*\\.dist-info(/.*)?",
                "pip runs the setup.py of a source distribution, where the plugin has a recipe");
        reasons.put(".*/crcmod/_crcfunext\\..*\\.so", "pip compiles the optional part");
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        reasons.forEach((pattern, reason) -> patterns.put(Pattern.compile(pattern), reason));
        return patterns;
    }

    @BeforeAll
    void build(LoadedImages images) {
        RequireTools.onPath("buildah", "debootstrap", "skopeo");
        first = images.of(PROJECT);
        if (!first.engine().isPodman()) {
            throw RequireTools.missing("podman, which sees what buildah builds");
        }
        Command.of(
                        "src/test/scripts/e2e-stand-in-base.sh",
                        PROJECT.plan().required("suite").asText(),
                        BASE)
                .within(Duration.ofMinutes(8))
                .succeed();
        Command.of(buildCommand().toArray(String[]::new))
                .within(Duration.ofMinutes(15))
                .succeed();
        second = new LoadedImage(first.engine(), BUILT);
        inFirst = content(first);
        inSecond = content(second);
    }

    @AfterAll
    void removeImages() {
        if (first != null) {
            first.engine().command("rmi", "-f", BUILT, BASE).run();
        }
    }

    @Test
    void pythonDistributionsAreTheSame() {
        assertThat(texts(inSecond.required("distributions")))
                .isNotEmpty()
                .isEqualTo(texts(inFirst.required("distributions")));
    }

    @Test
    void debianPackagesOfThePlanAreThereInTheSameVersions() {
        // More lie in the base image: apt and what it needs.
        assertThat(texts(inSecond.required("packages"))).containsAll(texts(inFirst.required("packages")));
    }

    @Test
    void filesBelowOptAreTheSameButForWhatIsJustified() {
        SortedMap<String, String> unjustified = new TreeMap<>();
        SortedMap<String, String> files = files(inFirst);
        SortedMap<String, String> others = files(inSecond);
        Map<Pattern, String> justified = justified(sourceDistributions());
        union(files, others).forEach(path -> {
            String one = files.getOrDefault(path, "not there");
            String other = others.getOrDefault(path, "not there");
            if (!one.equals(other)
                    && justified.keySet().stream()
                            .noneMatch(pattern -> pattern.matcher(path).matches())) {
                unjustified.put(path, one + " -> " + other);
            }
        });

        assertThat(unjustified).isEmpty();
        assertThat(files).containsKey("/opt/flink/lib/flink-dist-" + PROJECT.flink() + ".jar");
        assertThat(files).containsKey("/opt/flink/conf/config.yaml");
        assertThat(files).containsKey("/docker-entrypoint.sh");
    }

    @Test
    void configurationIsTheSame() {
        JsonNode one = configuration(first);
        JsonNode other = configuration(second);

        for (String field : List.of("User", "Env", "Entrypoint", "Cmd", "WorkingDir", "ExposedPorts")) {
            assertThat(other.required(field)).as(field).isEqualTo(one.required(field));
        }
        // buildah says which buildah it was.
        JsonNode labels = other.required("Labels").deepCopy();
        ((ObjectNode) labels).remove("io.buildah.version");
        assertThat(labels).isEqualTo(one.required("Labels"));
    }

    @Test
    void jobPrintsTheSameThreeRows() {
        try (FlinkCluster cluster = FlinkCluster.start(second, container -> container)) {
            assertThat(cluster.run("/opt/flink/usrlib/three_rows.py")).contains(ClusterIT.THREE_ROWS, "3 rows in set");
        }
    }

    /** The network's own certificate authorities and index are mounted while it builds, and leave nothing behind. */
    private static List<String> buildCommand() {
        Path context = PROJECT.ociArchive().getParent();
        List<String> words = new ArrayList<>(
                List.of("buildah", "bud", "--isolation", "chroot", "--build-arg", "BASE=" + BASE, "-t", BUILT));
        words.add("--volume=" + pipConfiguration() + ":/etc/pip.conf:ro");
        if (Files.exists(AUTHORITIES)) {
            words.add("--volume=" + AUTHORITIES + ":/etc/host-authorities.crt:ro");
        }
        words.add(context.toString());
        return words;
    }

    /** What this machine's pip is set up with, so that the pip inside asks the same index. */
    private static Path pipConfiguration() {
        StringBuilder text = new StringBuilder("[global]\ntimeout = 180\n");
        if (Files.exists(AUTHORITIES)) {
            text.append("cert = /etc/host-authorities.crt\n");
        }
        Command.of("python3", "-m", "pip", "config", "list")
                .run()
                .output()
                .lines()
                .filter(line -> line.matches("(global|:env:)\\.(index-url|extra-index-url|trusted-host)=.*"))
                .map(line -> line.substring(line.indexOf('.') + 1).replaceFirst("='(.*)'$", " = $1"))
                .forEach(line -> text.append(line).append('\n'));
        try {
            return Files.writeString(Folders.empty("second-road").resolve("pip.conf"), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode content(LoadedImage image) {
        try (Container container = image.container().start("sleep", "infinity")) {
            return JSON.readTree(container.python("content.py"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode configuration(LoadedImage image) {
        String name = image.engine().skopeoName(image.name());
        try {
            return JSON.readTree(Command.of("skopeo", "inspect", "--config", name)
                            .succeed()
                            .output())
                    .required("config");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names as their folders have them. */
    private static List<String> sourceDistributions() {
        List<String> names = new ArrayList<>();
        PROJECT.plan().required("distributions").forEach(each -> {
            if (each.has("sdist")) {
                names.add(each.required("name").asText().replace('-', '_'));
            }
        });
        return names;
    }

    /** Commands differ in their generated text: only their names and modes count. */
    private static SortedMap<String, String> files(JsonNode content) {
        SortedMap<String, String> files = new TreeMap<>();
        content.required("files").properties().forEach(file -> {
            String value = file.getValue().asText();
            boolean command = file.getKey().startsWith("/opt/venv/bin/") && value.startsWith("755 ");
            files.put(file.getKey(), command ? "command" : value);
        });
        return files;
    }

    private static List<String> union(SortedMap<String, String> one, SortedMap<String, String> other) {
        SortedMap<String, String> all = new TreeMap<>(one);
        all.putAll(other);
        return List.copyOf(all.keySet());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
