package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.spec.Setting;

class FlatSettingsTest {

    private final Properties commandLine = new Properties();

    private List<Setting> read(String xml) throws Exception {
        return FlatSettings.read(
                new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader("<x>" + xml + "</x>"))),
                commandLine,
                "pyflink.flinkConfig.");
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
    }

    @Test
    void emptyElementHasNoValue() throws Exception {
        assertThat(read("<a/>")).containsExactly(new Setting("a", ""));
    }

    @Test
    void commandLineReplacesAndAdds() throws Exception {
        commandLine.setProperty("pyflink.flinkConfig.b", "new");
        commandLine.setProperty("pyflink.flinkConfig.a", "other");
        commandLine.setProperty("pyflink.flink", "2.2.1");

        assertThat(read("<b>old</b><c>1</c>"))
                .containsExactly(new Setting("c", "1"), new Setting("a", "other"), new Setting("b", "new"));
        assertThat(FlatSettings.read(null, commandLine, "pyflink.labels.")).isEmpty();
    }
}
