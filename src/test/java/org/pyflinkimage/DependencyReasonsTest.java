package org.pyflinkimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Every dependency of the POM stands in {@code docs/architecture.md}, with the reason why it is there. */
class DependencyReasonsTest {

    @Test
    void everyDependencyHasAReason() throws Exception {
        String page = Files.readString(Path.of("docs/architecture.md"));
        String reasons = page.substring(page.indexOf("## Dependencies, and why each"));

        List<String> silent = dependencies().stream()
                .filter(artifact -> !reasons.matches("(?s).*[ (]" + artifact + "[ ,.)].*"))
                .toList();

        assertThat(silent).isEmpty();
    }

    private static List<String> dependencies() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        NodeList artifacts = (NodeList) XPathFactory.newInstance()
                .newXPath()
                .evaluate("/project/dependencies/dependency/artifactId", pom, XPathConstants.NODESET);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < artifacts.getLength(); i++) {
            names.add(artifacts.item(i).getTextContent());
        }
        assertThat(names).hasSizeGreaterThan(10);
        return names;
    }
}
