package org.pyflinkimage.facts;

/** The shipped facts with one file replaced, or with a release more. */
public final class FactFiles {

    private FactFiles() {}

    public static Facts with(String file, String text) {
        return Facts.read(name -> name.equals(file) ? text : FactsReader.shippedText(name));
    }

    /** With a release that does not exist, put into the files as a person would. */
    public static Facts withFlink24() {
        return Facts.read(FactFiles::textWithFlink24);
    }

    private static String textWithFlink24(String name) {
        String text = FactsReader.shippedText(name);
        return switch (name) {
            case "flink.json" -> text.replaceFirst("\"releases\": \\[", """
                    "releases": [
                    {"version": "2.4.0", "released": "2026-12-24", "yanked": false, "requiresPython": ">=3.10", "libraries": "wheel",
                     "wheels": {"linux/amd64": ["3.12", "3.13"]}, "beam": {"requirement": "<3,>=2.69.0", "versions": ["2.69.0"]},
                     "pemja": {"requirement": "==0.9.0", "versions": ["0.9.0"]}, "requires": ["apache-beam<3,>=2.69.0"]},""");
            case "beam.json" -> text.replaceFirst("\"releases\": \\[", """
                    "releases": [
                    {"version": "2.69.0", "wheels": {"linux/amd64": ["3.12", "3.13"]}},""");
            case "pemja.json" -> text.replaceFirst("\"releases\": \\[", """
                    "releases": [
                    {"version": "0.9.0", "wheels": {"linux/amd64": ["3.12", "3.13"]}},""");
            case "lines.json" -> text.replaceFirst("\"lines\": \\[", """
                    "lines": [
                    {"line": "2.4", "java": {"17": "supported", "25": "experimental"}, "defaultJava": 17,
                     "source": "https://example.com/flink-2.4"},""");
            case "requirements.json" -> text.replaceFirst("\"missing\": \\[", """
                    "missing": [
                    {"requirement": "setuptools<83", "reason": "made up", "lines": ["2.4"], "except": [], "source": "none"},""");
            default -> text;
        };
    }
}
