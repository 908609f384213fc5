package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.DependenciesText;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PlaceText;
import org.pyflinkimage.value.Problem;

/** {@code <transitive>} and {@code <exclusions>} of a {@code <connector>}. */
class TransitiveElementTest {

    private static final String PARTS = "<groupId>g</groupId><artifactId>a</artifactId><version>1</version>";

    private final Properties commandLine = new Properties();
    private final Properties project = new Properties();
    private final Declaration declaration = new Declaration(Path.of("/project"));

    private List<DependenciesText> read(String connector) throws Exception {
        new DeclaredElements(
                        declaration, new DeclaredValues(commandLine, project), text -> text.replace("${late}", "late"))
                .connectors(new XmlPlexusConfiguration(Xpp3DomBuilder.build(
                        new StringReader("<connectors><connector>" + connector + "</connector></connectors>"))));
        return declaration.dependencies();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "<transitive>true</transitive>|true|''",
                "<transitive> false </transitive>|false|''",
                "<transitive/>|''|''",
                "<transitive>${late}</transitive>|late|''",
                "<transitive>true</transitive><exclusions><exclusion>h:x</exclusion><exclusion>h:*</exclusion></exclusions>|true|h:x h:*",
                "<transitive>true</transitive><exclusions> h:x, h:* </exclusions>|true|h:x h:*",
                "<transitive>true</transitive><exclusions/>|true|''",
                "<transitive>true</transitive><exclusions><exclusion><groupId>h</groupId><artifactId>${late}</artifactId></exclusion></exclusions>|true|h:late",
                "<transitive>true</transitive><exclusions><exclusion><groupId>h</groupId></exclusion></exclusions>|true|h:",
                "<exclusions><exclusion>h:x</exclusion></exclusions>|none|h:x"
            })
    void saysWhatComesAlong(String inner, String transitive, String exclusions) throws Exception {
        assertThat(read(PARTS + inner))
                .containsExactly(new DependenciesText(
                        "g:a:1",
                        Optional.ofNullable(transitive),
                        exclusions.isEmpty() ? List.of() : List.of(exclusions.split(" "))));
        assertThat(declaration.values(Element.CONNECTORS)).containsExactly("g:a:1");
        assertThat(declaration.problems()).isEmpty();
    }

    @Test
    void placeIsRead() throws Exception {
        read(PARTS + "<place> ${late} </place>");

        assertThat(declaration.places()).containsExactly(new PlaceText("g:a:1", "late"));
    }

    @Test
    void connectorWithoutThemSaysNothing() throws Exception {
        assertThat(read(PARTS)).isEmpty();
    }

    @Test
    void connectorsOfTheCommandLineReplaceTheirDependenciesToo() throws Exception {
        commandLine.setProperty("pyflink.connectors", "g:b:1");

        assertThat(read(PARTS + "<transitive>true</transitive><place>opt</place>"))
                .isEmpty();
        assertThat(declaration.places()).isEmpty();
        assertThat(declaration.values(Element.CONNECTORS)).containsExactly("g:b:1");
    }

    @Test
    void otherElementOfAnExclusionIsTold() throws Exception {
        read(PARTS + "<exclusions><exclusion><groupId>h</groupId><artifactid>x</artifactid></exclusion></exclusions>");

        assertThat(declaration.problems())
                .extracting(Problem::what)
                .singleElement()
                .asString()
                .contains("`<artifactid>` is no element of `<exclusion>`");
    }
}
