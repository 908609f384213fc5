package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.FlinkVersion;

/** Runs the rendered entrypoint by the machine's own bash; Flink's scripts are replaced by one that says how it was called. */
abstract class EntrypointFixture {

    static final FlinkVersion NEW = new FlinkVersion(2, 3, 0);
    static final FlinkVersion BETWEEN = new FlinkVersion(1, 20, 5);
    static final FlinkVersion OLD = new FlinkVersion(1, 17, 1);
    static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    /** A Flink script that shows what it sees. */
    private static final String FAKE = """
                    #!/usr/bin/env bash
                    echo "script=$(basename "$0")"
                    printf 'argument=%s\\n' "$@"
                    echo "conf=${FLINK_CONF_DIR:-}"
                    echo "log=${FLINK_LOG_DIR:-}"
                    echo "plugins=${FLINK_PLUGINS_DIR:-}"
                    echo "preload=${LD_PRELOAD:-}"
                    echo "pid=$$"
                    """;

    /** The shell files that make an entrypoint. */
    static List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("templates/entrypoint"))) {
            return files.sorted().toList();
        }
    }

    @TempDir
    Path folder;

    Path home;
    Path scratch;
    /** What the image's own configuration says. */
    String baked = "";

    final Map<String, String> environment = new LinkedHashMap<>();
    final List<String> arguments = new ArrayList<>();
    final List<String> options = new ArrayList<>();
    private final List<String> otherUser = new ArrayList<>();

    @BeforeEach
    void flinkHome() throws IOException {
        home = Files.createDirectory(folder.resolve("flink"));
        scratch = Files.createDirectory(folder.resolve("tmp"));
        for (String part : List.of("bin", "conf", "lib", "log", "opt", "plugins/metrics-jmx")) {
            Files.createDirectories(home.resolve(part));
        }
        for (String script : List.of("jobmanager.sh", "taskmanager.sh", "standalone-job.sh", "historyserver.sh")) {
            program(home.resolve("bin").resolve(script), FAKE);
        }
        write(home.resolve("conf/log4j-console.properties"), "rootLogger.level = INFO\n");
        environment.put("FLINK_HOME", home.toString());
        environment.put("TMPDIR", scratch.toString());
        environment.put("DISABLE_JEMALLOC", "true");
    }

    record Run(int status, String output, String errors) {
        List<String> values(String name) {
            return output.lines()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .toList();
        }

        String value(String name) {
            return values(name).get(0);
        }
    }

    private static ConfigurationFormat formatOf(FlinkVersion flink) {
        return Facts.shipped().changes().configurationFormat(flink);
    }

    void configure(FlinkVersion flink, String text) throws IOException {
        write(home.resolve("conf").resolve(formatOf(flink).fileName()), text);
    }

    Run run(FlinkVersion flink, String job, String... command) throws Exception {
        return run(flink, job, Path.of("/missing/libjemalloc.so.2"), command);
    }

    Run run(FlinkVersion flink, String job, Path jemalloc, String... command) throws Exception {
        Path errors = folder.resolve("errors.txt");
        Process process = builder(flink, job, jemalloc, command)
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), output, Files.readString(errors));
    }

    Process start(FlinkVersion flink, String job, String... command) throws IOException {
        return builder(flink, job, Path.of("/missing"), command).start();
    }

    ProcessBuilder builder(FlinkVersion flink, String job, Path jemalloc, String... command) throws IOException {
        assumeTrue(OS.LINUX.isCurrentOs(), "the entrypoint runs by the bash of Linux, in images alone");
        List<String> line = new ArrayList<>(otherUser);
        line.addAll(List.of("bash", entrypoint(flink, job, jemalloc).toString()));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("path") + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** As in a container with a read-only root; root itself may write everywhere and becomes an arbitrary user of group 0. */
    void takeWritePermissions() throws Exception {
        if (new ProcessBuilder("test", "-w", "/").start().waitFor() == 0) {
            assumeTrue(isInstalled("setpriv"), "setpriv is not installed");
            otherUser.addAll(List.of("setpriv", "--reuid", "12345", "--regid", "0", "--clear-groups"));
        }
        for (String directory : List.of("plugins", "log", "conf")) {
            Files.setPosixFilePermissions(home.resolve(directory), PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @SuppressWarnings("unchecked")
    Path entrypoint(FlinkVersion flink, String job, Path jemalloc) throws IOException {
        FlinkConfiguration configuration = FlinkConfiguration.read(flink, formatOf(flink), baked);
        Map<String, Object> model = new TreeMap<>(ImageModel.of(Specs.spec(flink.toString()), configuration));
        Map<String, Object> versions = new TreeMap<>((Map<String, Object>) model.get("flink"));
        versions.put("imageConf", home.resolve("conf.image").toString());
        model.put("flink", versions);
        model.put("jemalloc", jemalloc.toString());
        List<String> ofScript = job.isEmpty() ? List.of() : List.of("-py", job);
        model.put(
                "job", Map.of("entry", job, "options", options.isEmpty() ? ofScript : options, "arguments", arguments));
        Path script = folder.resolve("docker-entrypoint.sh");
        write(script, new Templates(Optional.empty()).render("docker-entrypoint.sh", model));
        return script;
    }

    List<String> linesOf(Run run) throws IOException {
        assertThat(run.status()).as(run.errors()).isZero();
        Path copy = Path.of(run.value("conf"));
        Path yaml = copy.resolve("config.yaml");
        return Files.readAllLines(Files.exists(yaml) ? yaml : copy.resolve("flink-conf.yaml"));
    }

    /** The copy's settings, read by a YAML reader that refuses duplicates. */
    Map<String, String> settingsOf(Run run) throws IOException {
        return FlinkConfiguration.read(NEW, ConfigurationFormat.YAML, String.join("\n", linesOf(run)))
                .values();
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    static void program(Path file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
