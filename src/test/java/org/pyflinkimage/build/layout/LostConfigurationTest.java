package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.template.DecidedFiles;
import org.pyflinkimage.template.RenderedFile;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

class LostConfigurationTest {

    private static final ImageReference BASE = ImageReference.of("registry.example.com/base:1");
    private static final UnixPath SHIPPED = UnixPath.of("/opt/venv/pyflink/conf");

    private final FileTree tree = new FileTree();
    private final Map<UnixPath, RenderedFile> rendered = new TreeMap<>();
    private DecidedFiles decided = new DecidedFiles(Set.of(), Set.of());

    /** A setting by what the base, Flink and the image make of it. */
    @ParameterizedTest
    @CsvSource({
        "rocksdb, , , true",
        "rocksdb, hashmap, hashmap, true",
        "hashmap, hashmap, hashmap, false",
        "hashmap, hashmap, , false",
        "rocksdb, , rocksdb, false",
        "rocksdb, hashmap, rocksdb, false",
        "rocksdb, hashmap, forst, false",
        "rocksdb, , forst, false",
        ", hashmap, hashmap, false",
        ", , forst, false"
    })
    void settingOfTheBaseIsLostWhereTheImageHasWhatFlinkShips(
            @Nullable String ofBase, @Nullable String shipped, @Nullable String image, boolean lost) {
        file("/opt/flink/conf/config.yaml", "other: 1\n" + (ofBase == null ? "" : "state.backend.type: " + ofBase));

        List<Problem> problems = problems(ConfigurationFormat.YAML, settings(shipped), settings(image));

        if (lost) {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
                assertThat(problem.toText())
                        .contains(
                                "[PYF-955] the image does not have what `/opt/flink/conf/config.yaml` of the base `%s` sets: `state.backend.type`\n"
                                        .formatted(BASE),
                                "`<flinkConfig>` (-Dpyflink.flinkConfig.KEY=VALUE)")
                        .doesNotContain("rocksdb");
            });
        } else {
            assertThat(problems).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ConfigurationFormat.class)
    void oneFormOfTheFileIsRead(ConfigurationFormat format) {
        file("/opt/flink/conf/flink-conf.yaml", "other: 1\nflat: 1\n");
        file("/opt/flink/conf/config.yaml", "other: 1\nnested:\n  key: 1\n");

        assertThat(problems(format, settings(null), settings(null)))
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .endsWith(format == ConfigurationFormat.FLAT ? "sets: `flat`" : "sets: `nested.key`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the official one", "a: [", "- a\n- b\n", "rest.address: %%HOST%%\nkey:\n"})
    void fileThatFlinkDoesNotReadAsItIsThereIsLostAsAWhole(String text) {
        file("/opt/flink/conf/config.yaml", text);

        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .endsWith("of the base `%s`, which Flink cannot read as it is there".formatted(BASE));
    }

    /** 3 to the power of 16 times nothing. */
    @Test
    void aliasesOfNothingAreNotFollowedForever() {
        StringBuilder text = new StringBuilder("a0: &a0 {}\n");
        for (int i = 1; i <= 16; i++) {
            text.append("a%s: &a%s {x: *a%s, y: *a%s, z: *a%s}\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        file("/opt/flink/conf/config.yaml", text.toString());

        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .extracting(Problem::code)
                .containsExactly("PYF-955");
    }

    @Test
    void emptyFileAndOneThatIsTooLargeToReadAreNotLost() {
        file("/opt/flink/conf/config.yaml", "");
        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .isEmpty();
        tree.replace(
                origin(),
                UnixPath.of("/opt/flink/conf/config.yaml"),
                FileNode.file(new Content.Below(1 << 21, "large")));

        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "state.checkpoints.dir, state.checkpoints.dir, false",
        "state.checkpoints.dir, execution.checkpointing.dir, false",
        "state.checkpoints.dir, execution.checkpointing.interval, true",
        "env.java.opts, env.java.opts.all, false",
        "execution.checkpointing.dir, state.checkpoints.dir, true"
    })
    void whatIsDecidedUnderTheNameThatItHasNowIsNotLost(String ofBase, String declared, boolean lost) {
        file("/opt/flink/conf/config.yaml", "other: 1\n" + ofBase + ": x\n");
        decided = new DecidedFiles(Set.of(declared), Set.of());

        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .hasSize(lost ? 1 : 0);
    }

    @Test
    void filesThatSomebodyHasDecidedOnAreNotCompared() {
        file("/opt/flink/conf/config.yaml", "rest.port: 80\n");
        file("/opt/flink/conf/log4j-console.properties", "rootLogger.level = DEBUG\n");
        file("/opt/flink/conf/log4j-cli.properties", "rootLogger.level = DEBUG\n");
        decided = new DecidedFiles(
                Set.of(),
                Set.of(
                        UnixPath.of("/opt/flink/conf/config.yaml"),
                        UnixPath.of("/opt/flink/conf/log4j-console.properties")));

        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("`/opt/flink/conf/log4j-cli.properties`"));
    }

    @Test
    void fileThatTheImageHasTooIsNotLost() {
        file("/opt/flink/conf/log4j-cli.properties", "rootLogger.level = DEBUG\n");
        rendered.put(
                UnixPath.of("/opt/flink/conf/log4j-cli.properties"),
                new RenderedFile("rootLogger.level = DEBUG\n", 0644));

        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, `key.9`", "11, and 1 more", "60, and 50 more"})
    void tenOfManyAreNamed(int number, String end) {
        file(
                "/opt/flink/conf/config.yaml",
                "other: 1\n"
                        + IntStream.range(0, number)
                                .mapToObj("key.%s: 1\n"::formatted)
                                .collect(Collectors.joining()));

        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .endsWith(end);
    }

    @Test
    void filesOfLog4jAreComparedWithThoseOfFlink() {
        file("/opt/flink/conf/log4j-console.properties", "rootLogger.level = DEBUG\n");
        file("/opt/flink/conf/log4j-cli.properties", "rootLogger.level = INFO\n");
        file("/opt/flink/conf/log4j.properties", "rootLogger.level = DEBUG\n");
        for (String name : List.of("log4j-console", "log4j-cli", "log4j")) {
            file(SHIPPED + "/" + name + ".properties", "rootLogger.level = INFO\n");
        }

        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .startsWith("[PYF-956]")
                        .contains(
                                "`/opt/flink/conf/log4j-console.properties`",
                                BASE.toString(),
                                "as `log4j-console.properties`"));
    }

    @Test
    void fileBehindALinkIsTheBases() {
        file("/opt/flink-2.2.1/conf/config.yaml", "other: 1\nrest.port: 80\n");
        tree.add(origin(), UnixPath.of("/opt/flink"), FileNode.link("flink-2.2.1"));

        assertThat(problems(ConfigurationFormat.YAML, settings(null), settings(null)))
                .extracting(Problem::code)
                .containsExactly("PYF-955");
    }

    private List<Problem> problems(ConfigurationFormat format, Map<String, String> shipped, Map<String, String> image) {
        ImageSpec plain =
                ImageSpec.plain(Plans.empty().combination(), ImageReference.of("registry.example.com/image:1"));
        ImageSpec spec = plain.with(plain.contents().withBase(new DeclaredBase(BASE, DeclaredBase.Use.LAYERS)));
        StringBuilder own = new StringBuilder();
        image.forEach((key, value) -> own.append(key).append(": ").append(value).append('\n'));
        rendered.put(UnixPath.of("/opt/flink/conf/" + format.fileName()), new RenderedFile(own.toString(), 0644));
        return new LostConfiguration(spec, tree, decided)
                .problems(SHIPPED, new FlinkConfiguration(format, new TreeMap<>(shipped)), rendered);
    }

    private static Map<String, String> settings(@Nullable String backend) {
        Map<String, String> settings = new TreeMap<>(Map.of("other", "1"));
        if (backend != null) {
            settings.put("state.backend.type", backend);
        }
        return settings;
    }

    private void file(String path, String text) {
        UnixPath file = UnixPath.of(path);
        String[] folders = file.parent().value().substring(1).split("/", -1);
        for (int i = 1; i <= folders.length; i++) {
            UnixPath folder = UnixPath.of("/" + String.join("/", Arrays.copyOf(folders, i)));
            if (tree.find(folder).isEmpty()) {
                tree.add(origin(), folder, FileNode.directory());
            }
        }
        tree.add(origin(), file, FileNode.file(Content.of(text)));
    }

    private static Origin origin() {
        return new Origin(LayerKind.BASE, BASE.toString());
    }
}
