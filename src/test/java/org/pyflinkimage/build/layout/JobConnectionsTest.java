package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.UnixPath;

/** Where an image may get jars from beside those that lie in it, and what its job says of databases. */
class JobConnectionsTest {

    private final FileTree tree = new FileTree();
    private ImageSpec spec =
            ImageSpec.plain(Plans.empty().combination(), ImageReference.of("registry.example.com/image:1"));

    private void file(String path, String text) {
        tree.add(new Origin(LayerKind.JOB, "job"), UnixPath.of("/opt/flink/" + path), FileNode.file(Content.of(text)));
    }

    private JobConnections read(String... words) {
        return JobConnections.of(spec, tree, List.of(words));
    }

    @Test
    void nothingIsSaidWhereThereIsNothing() {
        file("conf/config.yaml", "rest.port: 8081\n");
        file("usrlib/job.py", "print('a job')\n");

        assertThat(read("word").files()).isEmpty();
        assertThat(read("word").words()).isEmpty();
        assertThat(read("word").bringsJars()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            conf/config.yaml     | pipeline.jars: file:///mnt/x.jar          | true
            conf/config.yaml     | pipeline: {classpaths: 'file:///mnt/x.jar'} | true
            conf/config.yaml     | pipeline: {name: x}                       | false
            conf/flink-conf.yaml | pipeline.classpaths: file:///mnt/x.jar    | true
            conf/flink-conf.yaml | # pipeline.jars: file:///mnt/x.jar        | false
            conf/other.yaml      | pipeline.jars: file:///mnt/x.jar          | false
            usrlib/job.py        | config.set_string('pipeline.jars', x)     | true
            usrlib/tests/job.py  | config.set_string('pipeline.jars', x)     | false
            """)
    void filesOfTheImageMayBringJars(String path, String text, boolean brings) {
        file(path, text + "\n");

        assertThat(read().bringsJars()).isEqualTo(brings);
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline.jars, file:///mnt/x.jar, true",
        "pipeline.classpaths, file:///mnt/x.jar, true",
        "pipeline.jars, '', false",
        "pipeline.jars.other, x, false"
    })
    void settingsMayBringJars(String key, String value, boolean brings) {
        spec = spec.with(spec.settings().withFlinkConfig(Map.of(key, value)));

        assertThat(read().bringsJars()).isEqualTo(brings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rest.port: 1\npipeline.jars: file:///mnt/x.jar", "pipeline:\n  classpaths: file:///mnt/x.jar"})
    void variableOfTheEntrypointMayBringJars(String lines) {
        container(new ContainerSpec(Map.of("OTHER", lines), Optional.empty()));
        assertThat(read().bringsJars()).isFalse();

        container(new ContainerSpec(Map.of("FLINK_PROPERTIES", lines), Optional.empty()));
        assertThat(read().bringsJars()).isTrue();
    }

    private void container(ContainerSpec other) {
        spec = spec.with(spec.settings().withContainer(other));
    }

    @ParameterizedTest
    @CsvSource({
        "-C file:///mnt/x.jar, true",
        "-Cfile:///mnt/x.jar, true",
        "--classpath file:///mnt/x.jar, true",
        "--classpath=file:///mnt/x.jar, true",
        "-Dpipeline.jars=file:///mnt/x.jar, true",
        "-D pipeline.classpaths=file:///mnt/x.jar, true",
        "--jarfile /mnt/x.jar, true",
        "-j /mnt/x.jar, true",
        "--jars /mnt/x.jar, true",
        "--jobs 3, false",
        "-jobs 3, false",
        "-Drest.port=1, false"
    })
    void commandsMayBringJars(String words, boolean brings) {
        List<String> command = Stream.concat(Stream.of("standalone-job"), Stream.of(words.split(" ")))
                .toList();
        invocation(new Invocation(List.of(), command));
        assertThat(read().bringsJars()).isEqualTo(brings);

        invocation(new Invocation(List.of("sh", "-c", "flink run " + words), List.of()));
        assertThat(read().bringsJars()).isEqualTo(brings);
    }

    /** Flink reads none of them: the job may call anything `-C` or `-j`. */
    @ParameterizedTest
    @CsvSource({
        "-C file:///mnt/x.jar, false",
        "-Cfile:///mnt/x.jar, false",
        "-C prod, false",
        "-j 4, false",
        "-j /mnt/x.jar, false",
        "--classpath file:///mnt/x.jar, false",
        "--jars 3, false",
        "--jarfile /mnt/x.txt, false",
        "--my--jars /mnt/x.jar, false",
        "--input /mnt/x.jar, false",
        "--input=/mnt/x.jar.txt, false",
        "--jars /mnt/x.jar, true",
        "--jars=/mnt/a=b/x.jar --dry, true",
        "--jarfile /mnt/x.jar, true",
        "--kafka=/mnt/x.jar, true",
        "-Dpipeline.jars=file:///mnt/x.zip, true",
        "-D pipeline.classpaths=file:///mnt/x/, true"
    })
    void argumentsOfTheJobBringJarsWhereTheyNameSome(String words, boolean brings) {
        for (List<String> given : List.of(List.of(words.split(" ")), List.of("--day", words, "monday"))) {
            JobSpec job = new JobSpec(Path.of("job"), "job.py").withArguments(given);
            spec = spec.with(spec.contents().withJob(job));
            assertThat(read().bringsJars()).isEqualTo(brings);
        }
    }

    private void invocation(Invocation other) {
        ContainerSpec plain = ContainerSpec.standard();
        container(new ContainerSpec(plain.environment(), plain.user(), plain.ports(), plain.folders(), other));
    }

    @ParameterizedTest
    @CsvSource({
        "job.py, true",
        "etl/tables.sql, true",
        "latest/job.py, true",
        "test.py, true",
        "tests/job.py, false",
        "etl/test/tables.sql, false",
        "conf/job.properties, true",
        "settings.yaml, true",
        "settings.json, true",
        "docker-compose.yaml, false",
        "compose.prod.yml, false",
        "decompose.py, true",
        "notes.md, false"
    })
    void addressesOfSourcesCountAndNotThoseOfTests(String file, boolean counts) {
        file("usrlib/" + file, "'jdbc:mysql://db/x?word=1'\n");

        assertThat(read("word", "other").files()).isEqualTo(counts ? Map.of("mysql", file) : Map.of());
        assertThat(read("word", "other").words()).containsExactlyElementsOf(counts ? List.of("word") : List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            job.ini        | ; url = jdbc:mysql://db/x     | false
            job.cfg        | \t;url = jdbc:mysql://db/x   | false
            job.properties | ! url = jdbc:mysql://db/x     | false
            job.conf       | // url = jdbc:mysql://db/x    | false
            job.yaml       | # url: jdbc:mysql://db/x      | false
            job.ini        | url = jdbc:mysql://db/x ; own | true
            job.sql        | // jdbc:mysql://db/x          | true
            """)
    void addressesInCommentsOfSettingsDoNotCount(String file, String line, boolean counts) {
        file("usrlib/" + file, "[db]\n" + line + "\n");

        assertThat(read().files()).isEqualTo(counts ? Map.of("mysql", file) : Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SOURCES = {"orders": {"type": "jdbc", "url": URL}}                          | false
            t.execute_sql("CREATE TABLE catalog (x INT)"); x = {'type': 'jdbc'}          | false
            create  catalog c with ('type' = 'jdbc')                                    | true
            t.create_catalog('c', descriptor({'type': 'jdbc'}))                         | true
            CatalogDescriptor.of('c', Configuration().set_string('type', 'jdbc'))       | true
            """)
    void typeIsACatalogsWhereTheSourceMakesOne(String source, boolean counts) {
        file("usrlib/job.py", source + "\n");

        assertThat(read().catalogs()).isEqualTo(counts ? Map.of("jdbc", "job.py") : Map.of());
    }

    @Test
    void addressesOfSettingsCount() {
        spec = spec.with(spec.settings().withFlinkConfig(Map.of("own.url", "jdbc:derby:memory:x")));
        container(new ContainerSpec(
                Map.of("DB_URL", "jdbc:postgresql://db/x"),
                Optional.empty(),
                Collections.emptySortedSet(),
                ContainerSpec.standard().folders(),
                new Invocation(List.of("run", "jdbc:db2://x"), List.of("jdbc:trino://x?word=1"))));
        spec = spec.with(spec.contents()
                .withJob(new JobSpec(Path.of("job"), "job.py").withArguments(List.of("--url=jdbc:mysql://db/x"))));

        assertThat(read("word", "other").files())
                .isEqualTo(Map.of(
                        "derby", "own.url",
                        "postgresql", "DB_URL",
                        "mysql", "<arguments>",
                        "db2", "<entrypoint>",
                        "trino", "<command>"));
        assertThat(read("word", "other").words()).containsExactly("word");
    }

    /** Sources are named before what is said elsewhere. */
    @Test
    void fileIsNamedFirst() {
        container(new ContainerSpec(Map.of("A", "jdbc:mysql://db/x"), Optional.empty()));
        file("usrlib/job.py", "'jdbc:mysql://db/x'\n");

        assertThat(read().files()).isEqualTo(Map.of("mysql", "job.py"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "x" = "org.example.login.Module required;" | org.example.login.Module
            "x" = "org.example.Outer$Inner"            | org.example.Outer$Inner
            x = org.example.Type.of(y)                 | org.example.Type
            "org.example.lower"                        |
            "example.Type"                             |
            "s.org.example.Type"                       | s.org.example.Type
            """)
    void classesOfJavaAreNamedWithTheirPackages(String text, String type) {
        file("usrlib/job.py", text + "\n");

        assertThat(read().classes()).isEqualTo(type == null ? Map.of() : Map.of(type, "job.py"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usrlib/job.py        | WITH ("type"="jdbc")           | jdbc
            usrlib/job.sql       | WITH ('type' = 'jdbc', 'x'='y') | jdbc
            usrlib/job.py        | set("type", "my-hive")          | my-hive
            usrlib/job.py        | "my.type" = "jdbc"              |
            usrlib/job.py        | # "type" = "jdbc"               |
            usrlib/settings.json | "type": "jdbc"                  |
            """)
    void catalogsAreNamedByTheirType(String path, String text, String type) {
        file(path, "CREATE CATALOG c\n" + text + "\n");

        assertThat(read().catalogs().keySet()).isEqualTo(type == null ? Set.of() : Set.of(type));
    }

    /** What is large are data, be it written as settings are. */
    @ParameterizedTest
    @CsvSource({"settings.json, 65000, true", "settings.json, 66000, false", "job.py, 66000, true"})
    void largeSettingsAreNotRead(String file, int size, boolean counts) {
        file("usrlib/" + file, " ".repeat(size) + "'jdbc:mysql://db/x'\n");

        assertThat(read().files().containsKey("mysql")).isEqualTo(counts);
    }
}
