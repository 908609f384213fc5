package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.IndexText;
import org.pyflinkimage.value.Problem;

class IndexesElementTest {

    private final Properties commandLine = new Properties();
    private final Properties project = new Properties();
    private final Declaration declaration = new Declaration(Path.of("/project"));

    private List<String> read(@Nullable String inner) throws Exception {
        PlexusConfiguration xml = inner == null
                ? null
                : new XmlPlexusConfiguration(
                        Xpp3DomBuilder.build(new StringReader("<indexes>" + inner + "</indexes>")));
        new DeclaredElements(
                        declaration, new DeclaredValues(commandLine, project), text -> text.replace("${host}", "h"))
                .indexes(xml);
        return declaration.indexes().stream().map(IndexesElementTest::text).toList();
    }

    private static String text(IndexText index) {
        return "%s %s %s"
                .formatted(
                        index.url(),
                        index.server().orElse("-"),
                        index.isDefault().orElse("-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<index>https://h/simple/</index>|https://h/simple/ - -",
                "<index>https://${host}/simple/</index>|https://h/simple/ - -",
                "<index>corp=https://h/simple/</index>|https://h/simple/ corp -",
                "<index>my.corp-1=file:///srv/simple/</index>|file:///srv/simple/ my.corp-1 -",
                "<index>https://h/?a=http://b/</index>|https://h/?a=http://b/ - -",
                "<index><url> https://h/simple/ </url></index>|https://h/simple/ - -",
                "<index><url>https://h/simple/</url><server>a b</server></index>|https://h/simple/ a b -",
                "<index><url>https://h/simple/</url><default>true</default></index>|https://h/simple/ - true",
                "<index><server>corp</server></index>|' corp -'",
                "<index/>|' - -'",
                "https://h/simple/, corp=https://g/simple/|https://h/simple/ - -;https://g/simple/ corp -",
                "<index>https://h/a/</index><index><url>https://h/b/</url></index>|https://h/a/ - -;https://h/b/ - -"
            })
    void isAnAddressOrItsParts(String inner, String indexes) throws Exception {
        assertThat(read(inner)).containsExactly(indexes.split(";"));
        assertThat(declaration.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/a/, https://h/a/ - -",
        "'https://h/a/,corp=https://h/b/', https://h/a/ - -;https://h/b/ corp -",
        "'', ''"
    })
    void propertyIsAListOfThem(String property, String indexes) throws Exception {
        List<String> expected = indexes.isEmpty() ? List.of() : List.of(indexes.split(";"));
        project.setProperty("pyflink.indexes", property);
        assertThat(read(null)).isEqualTo(expected);
    }

    @Test
    void commandLineWinsOverTheElementAndThatOverThePomsProperties() throws Exception {
        project.setProperty("pyflink.indexes", "https://h/c/");
        assertThat(read("<index>https://h/b/</index>")).containsExactly("https://h/b/ - -");

        commandLine.setProperty("pyflink.indexes", "https://h/a/");
        assertThat(read("<index>https://h/b/</index>"))
                .endsWith("https://h/a/ - -")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<index><url>https://h/</url><name>corp</name></index>|`<name>` is no element of `<index>`",
                "<index><url>https://h/</url><default_>true</default_></index>|`<default_>` is no element of `<index>`"
            })
    void whatIsNoPartIsTold(String inner, String what) throws Exception {
        read(inner);

        assertThat(declaration.problems())
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .contains(what);
    }
}
