package org.pyflinkimage.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.image.LayerFile;
import org.pyflinkimage.image.VerifiedArchive;

/**
 * What an integration project built, held against its declaration, its lock file and its list of images; called by its {@code
 * verify.groovy}. What the image does when it runs is looked at by the end-to-end tests.
 */
public final class BuiltImageCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OCI = "org.opencontainers.image.";
    private static final String OWN = "org.pyflinkimage.";
    private static final Pattern DISTRIBUTION = Pattern.compile("[^/]+-[^/-]+\\.dist-info");

    private final Path project;
    private final Versions versions;
    private final JsonNode listed;
    private final JsonNode plan;
    private final VerifiedArchive oci;
    private final SortedMap<String, LayerFile> files;
    private List<String> ports = List.of("6123/tcp", "8081/tcp");
    private List<String> volumes = List.of();
    private String workingDirectory = "/opt/flink";
    private String command = "help";

    private record Versions(String flink, String java, String python) {

        String tag() {
            return "%s-java%s-python%s".formatted(flink, java, python);
        }
    }

    private BuiltImageCheck(Path project, Versions versions) throws IOException {
        this.project = project;
        this.versions = versions;
        JsonNode list = JSON.readTree(results().resolve("images.json").toFile());
        assertThat(list).hasSize(1);
        listed = list.path(0);
        plan = JSON.readTree(project.resolve("pyflink.lock").toFile())
                .required("plans")
                .path(0);
        oci = VerifiedArchive.read(results().resolve(text(listed, "archive")));
        files = oci.filesOfTheImage();
    }

    /**
     * Reads the one image that a project built, and makes sure that its archives agree with themselves and with each other.
     *
     * @param further kinds of layers that few images have, above that of the configuration
     */
    public static BuiltImageCheck of(File project, String flink, String java, String python, String... further)
            throws IOException {
        BuiltImageCheck check = new BuiltImageCheck(project.toPath(), new Versions(flink, java, python));
        check.archivesAgree();
        check.listIsThatOfTheArchive(List.of(further));
        return check;
    }

    /** Declares ports, Flink's own among them, and folders. */
    public BuiltImageCheck declaring(List<String> otherPorts, List<String> otherVolumes, String otherFolder) {
        ports = List.copyOf(otherPorts);
        volumes = List.copyOf(otherVolumes);
        workingDirectory = otherFolder;
        return this;
    }

    /** Declares what containers do without a command. */
    public BuiltImageCheck running(String other) {
        command = other;
        return this;
    }

    /**
     * Checks the image's configuration, its labels and its files.
     *
     * @param environment what was declared of it
     */
    public void isAsDeclared(Map<String, String> environment) throws IOException {
        configurationIsWhatWasDeclared(environment);
        labelsSayWhatIsInside();
        systemIsThatOfTheLockFile();
        flinkIsConfiguredForContainers();
        jobIsThere();
    }

    /** Checks that an extra file is there, of that user and the group of the same number, and its copy beside the Dockerfile. */
    public void hasExtraFile(String path, int mode, long owner) throws IOException {
        LayerFile file = file(path);
        assertThat(file.mode()).isEqualTo(mode);
        assertThat(file.user()).isEqualTo(owner);
        assertThat(file.group()).isEqualTo(owner);
        Path folder = results().resolve(text(listed, "archive")).resolveSibling("extra/0");
        assertThat(folder.resolve(path.substring(path.lastIndexOf('/') + 1))).exists();
    }

    /** Checks that what was rendered for a Dockerfile is what lies in the image. */
    public void isRenderedToo() throws IOException {
        Path folder = results().resolve(text(listed, "archive")).resolveSibling("files");
        List<String> rendered = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String path = "/" + folder.relativize(file);
                assertThat(files.get(path).text()).as(path).isEqualTo(Files.readString(file));
                rendered.add(path);
            }
        }
        assertThat(rendered)
                .contains(
                        "/docker-entrypoint.sh",
                        "/opt/flink/conf/log4j-console.properties",
                        "/usr/local/bin/flink",
                        "/usr/local/lib/pyflink-image/python")
                .hasSize(13);
        assertThat(folder.resolveSibling("Dockerfile")).content().contains("\nFROM ");
    }

    private void archivesAgree() throws IOException {
        VerifiedArchive docker =
                VerifiedArchive.read(results().resolve(text(listed, "archive")).resolveSibling("image-docker.tar"));

        assertThat(oci.mismatches()).isEmpty();
        assertThat(docker.mismatches()).isEmpty();
        assertThat(docker.configuration()).isEqualTo(oci.configuration());
        assertThat(docker.json("manifest.json").path(0).path("RepoTags"))
                .extracting(JsonNode::asText)
                .containsExactly(text(listed, "reference"));
    }

    private void listIsThatOfTheArchive(List<String> further) throws IOException {
        JsonNode layers = oci.manifest().path("layers");

        assertThat(values(listed, "flink", "java", "python", "platform", "digest"))
                .containsExactly(
                        versions.flink(),
                        versions.java(),
                        versions.python(),
                        "linux/amd64",
                        text(oci.descriptor(), "digest"));
        assertThat(text(listed, "reference"))
                .isEqualTo("example.com/it/" + project.getFileName() + ":" + versions.tag());
        assertThat(listed.path("layers"))
                .extracting(layer -> text(layer, "digest") + " " + layer.path("size"))
                .isEqualTo(list(layers, layer -> text(layer, "digest") + " " + layer.path("size")));
        assertThat(listed.path("layers"))
                .extracting(layer -> text(layer, "diffId"))
                .isEqualTo(list(oci.configuration().path("rootfs").path("diff_ids"), JsonNode::asText));
        assertThat(listed.path("layers"))
                .extracting(layer -> text(layer, "kind"))
                .startsWith("operating-system")
                .containsSequence(
                        Stream.of(List.of("flink", "flink-parts", "pyflink", "configuration"), further, List.of("job"))
                                .flatMap(List::stream)
                                .toList())
                .isSubsetOf(Stream.of(
                                List.of("operating-system", "system-state", "system-python", "java", "pip"),
                                List.of("python-packages", "flink", "flink-parts", "pyflink", "configuration", "job"),
                                further)
                        .flatMap(List::stream)
                        .toList());
        assertThat(listed.path("layers")).hasSizeBetween(25, 45);
    }

    private void configurationIsWhatWasDeclared(Map<String, String> environment) throws IOException {
        JsonNode image = oci.configuration();
        JsonNode config = image.path("config");
        List<String> declared = new ArrayList<>();
        environment.forEach((name, value) -> declared.add(name + "=" + value));

        assertThat(values(image, "os", "architecture", "created")).containsExactly("linux", "amd64", created());
        assertThat(values(config, "User", "WorkingDir")).containsExactly("9999:9999", workingDirectory);
        assertThat(config.path("Entrypoint").toString() + config.path("Cmd"))
                .isEqualTo("[\"/docker-entrypoint.sh\"][\"%s\"]".formatted(command));
        assertThat(config.path("ExposedPorts").fieldNames()).toIterable().containsExactlyElementsOf(ports);
        assertThat(config.path("Volumes").fieldNames()).toIterable().containsExactlyElementsOf(volumes);
        assertThat(list(config.path("Env"), JsonNode::asText))
                .contains("FLINK_HOME=/opt/flink", "JAVA_HOME=/opt/java/openjdk", "PYTHONPATH=/opt/flink/usrlib")
                .containsAll(declared);
    }

    private void labelsSayWhatIsInside() throws IOException {
        String python = text(plan, "pythonVersion");
        Map<String, String> annotations = new TreeMap<>(Map.of(
                OCI + "title", project.getFileName().toString(),
                OCI + "version", versions.tag(),
                OCI + "created", created(),
                OCI + "description",
                        "PyFlink %s on Java %s and Python %s".formatted(versions.flink(), versions.java(), python)));
        Map<String, String> labels = new TreeMap<>(annotations);
        labels.putAll(Map.of(
                OWN + "flink", versions.flink(),
                OWN + "java", versions.java(),
                OWN + "python", python,
                OWN + "suite", text(plan, "suite")));

        assertThat(python).startsWith(versions.python() + ".");
        assertThat(map(oci.configuration().path("config").path("Labels"))).isEqualTo(labels);
        assertThat(map(oci.manifest().path("annotations"))).isEqualTo(annotations);
    }

    private void systemIsThatOfTheLockFile() {
        String site = "/opt/venv/lib/python" + versions.python() + "/site-packages/";
        TreeSet<String> installed = new TreeSet<>();
        files.keySet().stream()
                .filter(path -> path.startsWith(site))
                .map(path -> path.substring(site.length()))
                .filter(name -> DISTRIBUTION.matcher(name).matches())
                .forEach(name -> installed.add(normalized(name.replace(".dist-info", ""))));

        assertThat(packages(file("/var/lib/dpkg/status").text()))
                .isEqualTo(locked("debs", deb -> text(deb, "name") + " " + text(deb, "version")));
        assertThat(installed)
                .isEqualTo(
                        locked("distributions", each -> normalized(text(each, "name") + "-" + text(each, "version"))));
        assertThat(file("/usr/lib/os-release").text()).contains("VERSION_CODENAME=" + text(plan, "suite") + "\n");
        assertThat(file("/usr/bin/python" + versions.python()).mode()).isEqualTo(0755);
        assertThat(file("/opt/venv/bin/python3").link()).isEqualTo("/usr/bin/python" + versions.python());
        assertThat(file(file("/opt/java/openjdk").link() + "/bin/java").mode()).isEqualTo(0755);
    }

    private void flinkIsConfiguredForContainers() {
        boolean old = versions.flink().startsWith("1.1");
        String configuration = file("/opt/flink/conf/" + (old ? "flink-conf.yaml" : "config.yaml"))
                .text();

        assertThat(configuration.lines().map(line -> line.replaceAll("['\"]", "")))
                .contains(
                        "python.executable: /opt/venv/bin/python",
                        "python.client.executable: /opt/venv/bin/python",
                        "taskmanager.bind-host: 0.0.0.0",
                        "rest.address: 0.0.0.0");
        assertThat(files.keySet().stream().filter(path -> path.contains("/flink-dist-")))
                .containsExactly("/opt/flink/lib/flink-dist-" + versions.flink() + ".jar");
        assertThat(file("/opt/flink")).isEqualTo(new LayerFile('d', 0775, 9999, 0, "", ""));
        assertThat(file("/docker-entrypoint.sh").mode()).isEqualTo(0755);
        assertThat(file("/docker-entrypoint.sh").text())
                .startsWith("#!/usr/bin/env bash\n")
                .contains("readonly JOB=(-py /opt/flink/usrlib/three_rows.py)\n");
    }

    private void jobIsThere() throws IOException {
        Path sources = project.resolve("../../../src/it/jobs").normalize();
        TreeMap<String, String> job = new TreeMap<>();
        try (Stream<Path> list = Files.list(sources)) {
            for (Path source :
                    list.filter(file -> file.toString().endsWith(".py")).toList()) {
                job.put("/opt/flink/usrlib/" + source.getFileName(), Files.readString(source));
            }
        }

        assertThat(job).containsKey("/opt/flink/usrlib/three_rows.py");
        job.forEach((path, text) -> assertThat(file(path).text()).as(path).isEqualTo(text));
        assertThat(files.subMap("/opt/flink/usrlib/", "/opt/flink/usrlib0").keySet())
                .isEqualTo(job.keySet());
    }

    private Path results() {
        return project.resolve("target/pyflink");
    }

    private String created() {
        return text(plan, "created");
    }

    private LayerFile file(String path) {
        assertThat(files).containsKey(path);
        return files.get(path);
    }

    private Set<String> locked(String kind, Function<JsonNode, String> name) {
        return new TreeSet<>(list(plan.required(kind), name));
    }

    private static Set<String> packages(String status) {
        Set<String> packages = new TreeSet<>();
        for (String stanza : List.of(status.strip().split("\n\n", -1))) {
            packages.add(field(stanza, "Package") + " " + field(stanza, "Version"));
        }
        return packages;
    }

    private static String field(String stanza, String name) {
        return stanza.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
    }

    private static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new TreeMap<>();
        object.properties()
                .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }

    private static List<String> values(JsonNode object, String... names) {
        return Stream.of(names).map(name -> text(object, name)).toList();
    }

    private static List<String> list(JsonNode array, Function<JsonNode, String> value) {
        List<String> list = new ArrayList<>();
        array.forEach(element -> list.add(value.apply(element)));
        return list;
    }

    private static String text(JsonNode object, String name) {
        return object.required(name).asText();
    }
}
