package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPointTest {

    @Test
    void readsConsoleScriptsAndNoOtherGroup() {
        String text = """
                # made by hand
                [gui_scripts]
                window = a.gui:main
                [console_scripts]
                 tool-b = a.b:Cli.main [extra]
                tool-a=a:main
                ; nothing
                [a.plugins]
                x = a:b
                """;

        assertThat(EntryPoint.consoleScripts(text))
                .containsExactly(new EntryPoint("tool-a", "a", "main"), new EntryPoint("tool-b", "a.b", "Cli.main"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x=a:b                    | x       | a   | b
            x-1.0+y z = a.b : c.d    | x-1.0+y z | a.b | c.d
            x = a:b[extra,other]     | x       | a   | b
            x = a:b [ ]              | x       | a   | b
            _x = _a._b:_c            | _x      | _a._b | _c
            """)
    void isReadWithAndWithoutBlanks(String line, String name, String module, String attribute) {
        assertThat(EntryPoint.parse(line)).contains(new EntryPoint(name, module, attribute));
    }

    @Test
    void linesOfConsoleScriptsAreThoseOfItsGroupAlone() {
        assertThat(EntryPoint.consoleScriptLines("a = b:c\r\n[console_scripts]\r\n\r\nx\r\n#y\r\n;z\r\n[other]\r\nw"))
                .containsExactly("x");
        assertThat(EntryPoint.consoleScriptLines("")).isEmpty();
        assertThat(EntryPoint.consoleScripts("[console_scripts]\nx\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'pip3, pip, pip3.12, x', 'pip, pip3, pip3.9, x'",
        "'pip',                   'pip, pip3, pip3.9'",
        "'pip3, x',               'pip3, x'",
        "'pipx, pip, pip-a',      'pip, pip-a, pip3, pip3.9, pipx'",
        "'',                      ''"
    })
    void commandsOfPipAreNamedAfterThePythonAsPipNamesThem(String names, String installed) {
        List<EntryPoint> commands = Stream.of(names.split(", ", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> new EntryPoint(name, name.startsWith("pip") ? "pip._internal" : "x", "main"))
                .sorted(Comparator.comparing(EntryPoint::name))
                .toList();

        List<EntryPoint> those = EntryPoint.installed(commands, new PythonMinor(9));

        assertThat(those.stream().map(EntryPoint::name).collect(Collectors.joining(", ")))
                .isEqualTo(installed);
        assertThat(those)
                .allSatisfy(command -> assertThat(command.module())
                        .isEqualTo(command.name().startsWith("pip") ? "pip._internal" : "x"));
    }

    @Test
    void scriptImportsTheFirstNameAndCallsTheWhole() {
        assertThat(new EntryPoint("x", "a.b", "Cli.main").scriptBody()).isEqualTo("""
                import sys

                from a.b import Cli

                if __name__ == "__main__":
                    sys.exit(Cli.main())
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "x = a",
                "x = a:",
                "x = a:b c",
                "x = a;import os:b",
                "../x = a:b",
                "/x = a:b",
                ". = a:b",
                "x = a:b()",
                " = a:b"
            })
    void refusesWhatNamesNoFileOrNoFunction(String line) {
        assertThat(EntryPoint.parse(line)).isEmpty();
    }
}
