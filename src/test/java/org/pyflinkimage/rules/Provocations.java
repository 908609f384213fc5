package org.pyflinkimage.rules;

import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.config;
import static org.pyflinkimage.rules.Specs.connectors;
import static org.pyflinkimage.rules.Specs.logging;
import static org.pyflinkimage.rules.Specs.pinned;
import static org.pyflinkimage.rules.Specs.requirements;
import static org.pyflinkimage.rules.Specs.spec;
import static org.pyflinkimage.rules.Specs.subject;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.facts.Base;
import org.pyflinkimage.facts.Base.Versions;
import org.pyflinkimage.facts.Libc;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.rules.Subject.Container;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.spec.Logging.Layout;
import org.pyflinkimage.spec.Logging.Level;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/** For each rule, images that it speaks against. */
final class Provocations {

    private Provocations() {}

    record Provocation(String code, String story, Subject subject) {}

    static List<Provocation> all() {
        return Stream.of(
                        most(),
                        Containers.provocations(),
                        SecretProvocations.all(),
                        PluginProvocations.all(),
                        OptionProvocations.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Provocation> most() {
        return List.of(
                of("PYF-100", "a combination that nobody ran", versions("2.3.0", 17, "3.12")),
                of("PYF-101", "a patch that was never released", versions("1.14.1", 11, "3.8")),
                of("PYF-101", "a Flink before the facts begin", versions("1.12.7", 11, "3.8")),
                of("PYF-102", "a patch newer than the facts", versions("2.3.9", 17, "3.11")),
                of("PYF-102", "a line newer than the facts", versions("2.9.0", 17, "3.14")),
                of("PYF-103", "a release without libraries", versions("1.13.5", 11, "3.8")),
                of("PYF-104", "a withdrawn release", versions("1.13.1", 11, "3.8")),
                of("PYF-105", "a Python that Flink is not built for", versions("2.3.0", 17, "3.13")),
                of("PYF-106", "the founding story", versions("1.16.1", 8, "3.10")),
                of("PYF-106", "a Python newer than every Beam that fits", versions("1.20.5", 17, "3.12")),
                of("PYF-107", "pemja on arm64, a later patch has it", arm("1.20.0", 11, "3.11")),
                of("PYF-107", "pemja for no Python of that kind", versions("1.17.1", 11, "3.11")),
                of("PYF-108", "arm64 has no compiled Flink", arm("2.3.0", 17, "3.11")),
                of("PYF-110", "Java 8 on Flink 2", versions("2.2.1", 8, "3.11")),
                of("PYF-110", "Java 17 on an old Flink", versions("1.17.1", 17, "3.9")),
                of("PYF-111", "Java 8 on a late Flink 1", versions("1.20.5", 8, "3.10")),
                of("PYF-112", "Java 17 on Flink 1.18", versions("1.18.1", 17, "3.10")),
                of("PYF-114", "a Python past its end", versions("1.20.5", 11, "3.9")),
                of("PYF-114", "a Python past its end, and none newer", versions("1.14.6", 8, "3.8")),
                of("PYF-115", "a Flink past its end", versions("1.17.1", 11, "3.9")),
                of("PYF-116", "a Flink with Log4Shell", versions("1.14.0", 11, "3.8")),
                of("PYF-116", "an old pyarrow", versions("1.17.1", 11, "3.9")),
                of("PYF-118", "setuptools that nothing declares", versions("1.17.1", 11, "3.9")),
                of("PYF-120", "what no archive has together", versions("1.13.6", 8, "3.7")),
                of("PYF-120", "a Java that no archive has", versions("2.3.0", 9, "3.11")),
                of(
                        "PYF-120",
                        "what no suite has, and nothing else is wanted",
                        subject(cell("1.17.1", 8, "3.9"), PythonSource.SUITE)),
                of(
                        "PYF-134",
                        "a standalone CPython that there is not",
                        subject(cell("1.13.6", 8, "3.7"), PythonSource.STANDALONE)),
                of("PYF-135", "a pinned build that is not taken", pinned(NEWEST, "3.11.11+20241219")),
                of("PYF-130", "another Flink in the requirements", requirements(NEWEST, "apache-flink==2.2.1")),
                of("PYF-131", "numpy 2 beside Beam 2.43", requirements(cell("1.17.1", 11, "3.9"), "numpy>=2")),
                of("PYF-131", "protobuf 6 beside Beam 2.61", requirements(NEWEST, "protobuf==6.30.0")),
                of("PYF-131", "pandas in a file", inFile("pandas==2.3.1  # newest\n")),
                of(
                        "PYF-131",
                        "protobuf 6 in a file behind another",
                        requirements(
                                NEWEST,
                                Map.of(
                                        "requirements.txt",
                                        "-c more/limits.txt\n",
                                        "more/limits.txt",
                                        "protobuf==6.30.0\n"))),
                of(
                        "PYF-132",
                        "a setuptools without pkg_resources",
                        requirements(cell("1.19.0", 11, "3.11"), "setuptools>=82")),
                of("PYF-133", "another project's name for PyFlink", requirements(NEWEST, "pyflink==1.0")),
                of("PYF-133", "another project's name for Beam", requirements(NEWEST, "beam")),
                of("PYF-201", "the old file on Flink 2", file("2.3.0", "flink-conf.yaml", "rest.port: 8081\n")),
                of("PYF-201", "the new file on Flink 1.17", file("1.17.1", "config.yaml", "rest:\n  port: 8081\n")),
                of("PYF-202", "no YAML", file("2.3.0", "config.yaml", "rest: [8081\n")),
                of("PYF-202", "a value that the old file cannot hold", config("1.17.1", Map.of("a.b", "x # y"))),
                of("PYF-202", "a value and keys below it", config("2.3.0", Map.of("a.b", "1", "a.b.c", "2"))),
                of("PYF-203", "both files", bothFiles()),
                of("PYF-204", "a renamed key", config("2.3.0", Map.of("jobmanager.heap.size", "2g"))),
                of(
                        "PYF-204",
                        "a dropped key in a file",
                        file("2.3.0", "config.yaml", "state:\n  backend:\n    async: true\n")),
                of(
                        "PYF-205",
                        "a key twice in YAML 1.2",
                        file("2.3.0", "config.yaml", "rest.port: 8081\nrest.port: 8082\n")),
                of("PYF-205", "a key twice in the old file", file("1.17.1", "flink-conf.yaml", "a.b: 1\na.b: 2\n")),
                of(
                        "PYF-206",
                        "a process smaller than its Flink",
                        config(
                                "2.3.0",
                                Map.of(
                                        "taskmanager.memory.process.size",
                                        "1g",
                                        "taskmanager.memory.flink.size",
                                        "1g"))),
                of(
                        "PYF-206",
                        "a heap that does not fit",
                        config(
                                "2.3.0",
                                Map.of(
                                        "taskmanager.memory.flink.size",
                                        "1024m",
                                        "taskmanager.memory.task.heap.size",
                                        "1 gb"))),
                of(
                        "PYF-206",
                        "a process far larger than its Flink",
                        config(
                                "2.3.0",
                                Map.of("jobmanager.memory.process.size", "8g", "jobmanager.memory.flink.size", "4g"))),
                of(
                        "PYF-206",
                        "a minimum above the maximum",
                        config(
                                "2.3.0",
                                Map.of(
                                        "taskmanager.memory.network.min",
                                        "2g",
                                        "taskmanager.memory.network.max",
                                        "1g"))),
                of(
                        "PYF-206",
                        "fractions above one",
                        config("2.3.0", Map.of("taskmanager.memory.managed.fraction", "0.95"))),
                of("PYF-206", "no amount", config("2.3.0", Map.of("jobmanager.memory.process.size", "much"))),
                of(
                        "PYF-207",
                        "a JobManager at localhost",
                        config("2.3.0", Map.of("jobmanager.rpc.address", "localhost"))),
                of(
                        "PYF-207",
                        "two addresses",
                        environment(
                                config("2.3.0", Map.of("jobmanager.rpc.address", "jm")),
                                "JOB_MANAGER_RPC_ADDRESS",
                                "jobmanager")),
                of("PYF-208", "no port", config("2.3.0", Map.of("rest.port", "http"))),
                of(
                        "PYF-208",
                        "one port twice",
                        config("2.3.0", Map.of("rest.port", "6123", "jobmanager.rpc.port", "6123"))),
                of("PYF-208", "a port that is not exposed", config("2.3.0", Map.of("rest.port", "9999"))),
                of(
                        "PYF-209",
                        "Debian's own Python",
                        config("2.3.0", Map.of("python.executable", "/usr/bin/python3.9"))),
                of(
                        "PYF-209",
                        "an interpreter of another machine",
                        environment(
                                config("2.3.0", Map.of()),
                                "PYFLINK_CLIENT_EXECUTABLE",
                                "/home/me/.pyenv/shims/python")),
                of(
                        "PYF-211",
                        "a Java home of one architecture",
                        environment(config("2.3.0", Map.of()), "JAVA_HOME", "/usr/lib/jvm/java-11-openjdk-amd64")),
                of("PYF-211", "the host's Java home", hostJavaHome()),
                of(
                        "PYF-212",
                        "add-opens lost in the scripts' variable",
                        environment(config("2.3.0", Map.of()), "FLINK_ENV_JAVA_OPTS", "-XX:+UseZGC")),
                of("PYF-212", "add-opens taken out", config("2.1.3", Map.of("env.java.opts.all", ""))),
                of(
                        "PYF-213",
                        "log4j 1",
                        file("1.17.1", "log4j-console.properties", "log4j.rootLogger=INFO, console\n")),
                of(
                        "PYF-208",
                        "no port in the entrypoint's variable",
                        environment(config("2.3.0", Map.of()), "FLINK_PROPERTIES", "rest.port: http")),
                of("PYF-214", "console alone", file("2.3.0", "log4j-console.properties", "rootLogger.level = INFO\n")),
                of("PYF-215", "listening to itself", config("2.3.0", Map.of("rest.bind-address", "localhost"))),
                of("PYF-216", "thread mode before pemja", threadMode()),
                of(
                        "PYF-218",
                        "a plugin that PyFlink does not bring",
                        environment(
                                config("2.3.0", Map.of()), "ENABLE_BUILT_IN_PLUGINS", "flink-s3-fs-hadoop-2.2.0.jar")),
                of("PYF-219", "root", container(Containers.user("root"))),
                of("PYF-220", "a 1.x connector on Flink 2", connectors("2.2.1", KAFKA + "3.0.0-1.17")),
                of("PYF-220", "a connector of the line before", connectors("2.2.1", KAFKA + "4.0.1-2.0")),
                of("PYF-220", "a line without a connector yet", connectors("2.3.0", KAFKA + "5.0.0-2.2")),
                of(
                        "PYF-220",
                        "a line in the artifact's name",
                        connectors("2.0.2", "org.apache.iceberg:iceberg-flink-runtime-1.19:1.6.1")),
                of(
                        "PYF-220",
                        "a connector of 1.x that has none for Flink 2",
                        connectors("2.3.0", "org.apache.hudi:hudi-flink1.17-bundle:0.14.0")),
                of(
                        "PYF-220",
                        "a publisher's versions for 1.x",
                        connectors("2.2.1", "org.apache.flink:flink-sql-connector-mysql-cdc:3.5.0")),
                of(
                        "PYF-221",
                        "a Scala suffix",
                        connectors("1.17.1", "org.apache.flink:flink-connector-jdbc_2.12:1.17.1")),
                of(
                        "PYF-221",
                        "a Scala API that is gone",
                        connectors("2.3.0", "org.apache.flink:flink-streaming-scala_2.12:1.20.0")),
                of("PYF-222", "flink-dist again", connectors("2.3.0", "org.apache.flink:flink-dist:2.3.0")),
                of(
                        "PYF-223",
                        "fat and thin",
                        connectors("2.2.1", KAFKA + "5.0.0-2.2", "org.apache.flink:flink-connector-kafka:5.0.0-2.2")),
                of(
                        "PYF-223",
                        "two connectors of one name",
                        connectors(
                                "1.20.5",
                                "org.apache.flink:flink-sql-connector-kinesis:5.0.0-1.20",
                                "org.apache.flink:flink-sql-connector-aws-kinesis-streams:5.0.0-1.20")),
                of(
                        "PYF-224",
                        "a connector alone, and no other known",
                        connectors("1.20.5", "org.apache.flink:flink-connector-kafka:3.4.0-1.20")),
                of(
                        "PYF-224",
                        "a connector alone",
                        connectors("2.2.1", "org.apache.flink:flink-connector-kafka:5.0.0-2.2")),
                of(
                        "PYF-225",
                        "an avro of another Flink",
                        connectors("2.3.0", "org.apache.flink:flink-sql-avro:1.20.0")),
                of("PYF-229", "another FLINK_HOME", environment(config("2.3.0", Map.of()), "FLINK_HOME", "/opt/other")),
                of("PYF-229", "a shell's PATH", environment(config("2.3.0", Map.of()), "PATH", "/opt/tools:$PATH")),
                of(
                        "PYF-229",
                        "a PATH with the system's programs first",
                        environment(config("2.3.0", Map.of()), "PATH", "/usr/bin:/bin:/opt/venv/bin:/opt/flink/bin")),
                of("PYF-229", "a PYTHONPATH of one's own", environment(config("2.3.0", Map.of()), "PYTHONPATH", "/x")),
                of("PYF-229", "PYTHONHOME", environment(config("2.3.0", Map.of()), "PYTHONHOME", "/usr")),
                of("PYF-240", "Alpine", base(Base.unseen(ImageReference.of("python:3.11-alpine")))),
                of(
                        "PYF-241",
                        "an old glibc",
                        base(new Base(
                                ImageReference.of("registry.example.com/old"),
                                Optional.of(new Libc.Glibc(new GlibcVersion(12))),
                                Optional.empty()))),
                of("PYF-242", "an official image has no Python", base(brings(null, 17, "2.3.0"))),
                of("PYF-242", "apt's Python", base(brings("3.10", 17, "2.3.0"))),
                of(
                        "PYF-242",
                        "an official image, by its name",
                        base(Base.unseen(ImageReference.of("flink:2.3.0-scala_2.12-java17")))),
                of(
                        "PYF-242",
                        "a Debian of another Python, by its name",
                        base(Base.unseen(ImageReference.of("debian:bullseye-slim")))),
                of(
                        "PYF-241",
                        "an old CentOS, by its name",
                        base(Base.unseen(ImageReference.of("registry.example.com/library/centos:6")))),
                of("PYF-245", "a tag that moves", base(Base.unseen(ImageReference.of("debian:bookworm-slim")))),
                of("PYF-243", "a base with another Java", base(brings("3.11", 11, "2.3.0"))),
                of("PYF-244", "a base with another Flink", base(brings("3.11", 17, "1.20.5"))),
                of("PYF-256", "a job that installs packages", installing()),
                of("PYF-257", "a data file by its bare name", opening()),
                of("PYF-708", "JSON logs before Flink has them", Subject.of(logging("1.20.5", Layout.JSON, Map.of()))),
                of(
                        "PYF-708",
                        "levels beside a log4j file",
                        Subject.of(logging("2.3.0", Layout.TEXT, Map.of("root", Level.WARN)))
                                .withTexts(logFile("log4j-cli.properties"))));
    }

    static final Combination NEWEST = cell("2.3.0", 17, "3.11");
    private static final String KAFKA = "org.apache.flink:flink-sql-connector-kafka:";

    static Provocation of(String code, String story, Subject subject) {
        return new Provocation(code, story, subject);
    }

    private static Subject versions(String flink, int java, String python) {
        return Subject.of(spec(cell(flink, java, python)));
    }

    private static Subject arm(String flink, int java, String python) {
        return Subject.of(spec(cell(flink, java, python, Platform.LINUX_ARM64)));
    }

    private static Subject inFile(String text) {
        return requirements(NEWEST, Map.of("requirements.txt", text));
    }

    private static Subject file(String flink, String name, String text) {
        return config(flink, Map.of()).withTexts(new Texts(Map.of(name, text), Map.of()));
    }

    private static Texts logFile(String name) {
        return new Texts(Map.of(name, "rootLogger.level = INFO\n"), Map.of());
    }

    private static Subject bothFiles() {
        return config("1.20.5", Map.of())
                .withTexts(new Texts(Map.of("config.yaml", "a: 1\n", "flink-conf.yaml", "a: 1\n"), Map.of()));
    }

    private static Subject threadMode() {
        return Subject.of(
                spec(cell("1.14.6", 11, "3.8"), List.of(), List.of(), Map.of("python.execution-mode", "thread")));
    }

    private static Subject environment(Subject subject, String name, String value) {
        return subject.withContainer(Containers.environment(Map.of(name, value)));
    }

    private static Subject container(Container container) {
        return Subject.of(spec(NEWEST)).withContainer(container);
    }

    private static Subject hostJavaHome() {
        String home = "/usr/lib/jvm/temurin-17";
        return container(Containers.environment(Map.of("JAVA_HOME", home)).withHostJavaHome(home));
    }

    private static Subject base(Base base) {
        return container(Containers.base(base));
    }

    private static Base brings(String python, int java, String flink) {
        return new Base(
                ImageReference.of("registry.example.com/base"),
                Optional.of(new Libc.Glibc(new GlibcVersion(35))),
                Optional.of(new Versions(
                        Optional.ofNullable(python).flatMap(PythonMinor::parse),
                        Optional.of(new JavaVersion(java)),
                        FlinkVersion.parse(flink))));
    }

    private static Subject installing() {
        String call = "t_env.set_python_requirements(requirements_file_path=here)\n";
        return Specs.withoutPip(Subject.of(spec(NEWEST))).withTexts(new Texts(Map.of(), Map.of("main.py", call)));
    }

    private static Subject opening() {
        ImageSpec spec = spec(NEWEST);
        String open = "self.model = open('model.txt').read()\n";
        return Subject.of(spec.with(spec.contents().withJob(new JobSpec(Path.of("/job"), "infer.py"))))
                .withTexts(new Texts(Map.of(), Map.of("infer.py", open), Set.of("infer.py", "model.txt"), Map.of()));
    }
}
