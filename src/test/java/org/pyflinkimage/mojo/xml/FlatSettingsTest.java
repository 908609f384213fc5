package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

class FlatSettingsTest {

    private final Properties commandLine = new Properties();
    private final Properties project = new Properties();
    private final List<Problem> problems = new ArrayList<>();

    private List<Setting> read(KeyedElement place, String xml) throws Exception {
        return new FlatSettings(place, new DeclaredValues(commandLine, project))
                .read(
                        new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader("<x>" + xml + "</x>"))),
                        problems::add);
    }

    private List<Setting> read(String xml) throws Exception {
        return read(KeyedElement.FLINK_CONFIG, xml);
    }

    @Test
    void dotsAndNestingAreTheSame() throws Exception {
        assertThat(read("<a.b>1</a.b><a><c> 2 </c><d><e>3</e></d></a>"))
                .containsExactly(new Setting("a.b", "1"), new Setting("a.c", "2"), new Setting("a.d.e", "3"));
    }

    @Test
    void keysThatAreNoXmlNamesAreProperties() throws Exception {
        assertThat(read("<property><name>a/b</name><value>1</value></property><property><c>2</c></property>"))
                .containsExactly(new Setting("a/b", "1"), new Setting("property.c", "2"));
    }

    @Test
    void sameKeyTwiceIsKeptForTheReport() throws Exception {
        assertThat(read("<a.b>1</a.b><a><b>2</b></a>")).hasSize(2);
        assertThat(read("a.b: 1\na.b: 2")).hasSize(2);
    }

    @Test
    void emptyElementHasNoValue() throws Exception {
        assertThat(read("<a/>")).containsExactly(new Setting("a", ""));
        assertThat(read(" \n ")).isEmpty();
    }

    @Test
    void commandLineReplacesAndAdds() throws Exception {
        commandLine.setProperty("pyflink.flinkConfig.b", "new");
        commandLine.setProperty("pyflink.flinkConfig.a", "other");
        commandLine.setProperty("pyflink.flink", "2.2.1");

        assertThat(read("<b>old</b><c>1</c>"))
                .containsExactly(new Setting("c", "1"), new Setting("a", "other"), new Setting("b", "new"));
        assertThat(new FlatSettings(KeyedElement.LABELS, new DeclaredValues(commandLine, project))
                        .read(null, problems::add))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void propertiesOfThePomCountWhereNoOtherPlaceHasTheKey(KeyedElement place) throws Exception {
        for (String key : List.of("a.b", "c", "d")) {
            project.setProperty(place.prefix() + key, "pom");
        }
        project.setProperty("pyflink.image", "pom");
        commandLine.setProperty(place.prefix() + "d", "command line");

        assertThat(read(place, "<c>xml</c><d>xml</d>"))
                .containsExactlyInAnyOrder(
                        new Setting("a.b", "pom"), new Setting("c", "xml"), new Setting("d", "command line"));
        assertThat(read(place, "<a><b>xml</b></a>")).contains(new Setting("a.b", "xml"), new Setting("c", "pom"));
    }

    /** As {@code FLINK_PROPERTIES} and {@code flink-conf.yaml} have them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "jobmanager.rpc.address: localhost|jobmanager.rpc.address|localhost",
                "a:b|a|b",
                "a : b: c|a|b: c",
                "a: b # comment|a|b",
                "a: b#c|a|b#c",
                "a: 'b # c'|a|b # c",
                "a: 'it''s' # comment|a|it's",
                "a: \"b: c\"|a|b: c",
                "a: \"it's\" # comment|a|it's",
                "a: ''|a|~~",
                "env.java.opts.all: -Da=1 -Db=2|env.java.opts.all|-Da=1 -Db=2",
                "a: b' c'|a|b' c'"
            })
    void linesOfFlinksConfigurationAreRead(String line, String key, String value) throws Exception {
        assertThat(read("\n    # comment\n\n    " + line + "\n  z: 1\n"))
                .containsExactly(new Setting(key, value), new Setting("z", "1"));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "FLINK_CONFIG")
    void otherLinesHaveAnEqualsSign(KeyedElement place) throws Exception {
        assertThat(read(place, "\n  # comment\n  a.b = x y = 'z' # w\n  c=\n\td=\"\n"))
                .containsExactly(new Setting("a.b", "x y = 'z' # w"), new Setting("c", ""), new Setting("d", "\""));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jobmanager:",
                "a: # comment",
                "no setting",
                ": x",
                "a: 'open",
                "a: 'x' y",
                "a: \"b\\n\"",
                "a: \"x"
            })
    void lineThatIsNoneIsToldWithoutItsValue(String line) throws Exception {
        assertThat(read("a.b: 1\n" + line + "\nc: 2")).hasSize(2);

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).code()).isEqualTo("PYF-067");
        assertThat(problems.get(0).what())
                .contains("`<flinkConfig>` is no setting")
                .doesNotContain("open", "\\n");
        assertThat(problems.get(0).remedies()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FLINK_CONFIG, taskmanager.numberOfTaskSlots: 4, -Dpyflink.flinkConfig.taskmanager.numberOfTaskSlots=4",
        "LOG4J, org.apache.flink=DEBUG, -Dpyflink.log4j.org.apache.flink=DEBUG",
        "ENVIRONMENT, TZ=Europe/Berlin, -Dpyflink.environment.TZ=Europe/Berlin",
        "LABELS, com.example.team=data, -Dpyflink.labels.com.example.team=data",
        "RULES, PYF-115=off, -Dpyflink.rules.PYF-115=off"
    })
    void lineWithoutAKeyIsShownOneThatHasOne(KeyedElement place, String line, String option) throws Exception {
        assertThat(read(place, "word")).isEmpty();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).remedies())
                .containsExactly("`%s` in `%s` (%s)".formatted(line, place.tag(), option));
        assertThat(problems.get(0).why().get(0)).endsWith("each line a `" + place.separator() + "`");
        assertThat(read(place, line)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"T='secret'", "T=\"secret\""})
    void quotesAroundAVariablesValueAreRefused(String line) throws Exception {
        assertThat(read(KeyedElement.ENVIRONMENT, line)).isEmpty();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toText())
                .contains("PYF-067", "the line of `T`")
                .doesNotContain("secret");
    }

    /** The same settings, as elements and as lines. */
    @Test
    void linesAndElementsAreTheSame() throws Exception {
        List<String> keys = List.of("a", "a-b.c", "taskmanager.numberOfTaskSlots", "x_y");
        List<String> values = List.of("1", "a b", "10 min", "hdfs://n:8020/x", "x=y", "a;b", "[a, b]", "-Da=b", "1.10");
        for (KeyedElement place : KeyedElement.values()) {
            String lines = lines(keys, values, "%s" + place.separator() + " %s\n");

            assertThat(read(place, lines))
                    .isEqualTo(read(place, lines(keys, values, "<%1$s>%2$s</%1$s>")))
                    .hasSize(36);
        }
        assertThat(problems).isEmpty();
    }

    private static String lines(List<String> keys, List<String> values, String form) {
        return String.join(
                "",
                keys.stream()
                        .flatMap(key -> Stream.iterate(0, i -> i < values.size(), i -> i + 1)
                                .map(i -> form.formatted(key + i, values.get(i))))
                        .toList());
    }
}
