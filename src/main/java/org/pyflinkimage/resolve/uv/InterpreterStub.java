package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.Platform;

/**
 * A shell script that answers uv's question for an interpreter as the image's Python would. uv asks before it resolves, and a machine
 * that builds images may have no Python, or another one, which must not make a difference. The answer's form is private to the
 * pinned version of uv.
 */
public final class InterpreterStub {

    private InterpreterStub() {}

    /**
     * The script for a Python such as {@code 3.11.2}.
     *
     * @param scratch where it lies; the interpreter that it tells of lies nowhere, so that nobody can put one there
     */
    public static Path in(Scratch scratch, PythonVersion python, Platform platform) {
        return scratch.writeProgram(
                "python", script(scratch.resolve("no-python").toString(), python, platform));
    }

    /** The script's text: nothing but the shell's own commands, since the PATH may be empty. */
    private static String script(String root, PythonVersion python, Platform platform) {
        String answer = answer(root, python, platform).replace("'", "'\\''");
        return "#!/bin/sh\nprintf '%s\\n' '" + answer + "'\n";
    }

    private static String answer(String root, PythonVersion version, Platform platform) {
        ObjectNode answer = new ObjectMapper().createObjectNode().put("result", "success");
        putMarkers(answer.putObject("markers"), version, platform);
        for (String prefix : new String[] {"sys_base_prefix", "sys_base_exec_prefix", "sys_prefix"}) {
            answer.put(prefix, root);
        }
        answer.put("sys_base_executable", root + "/bin/python3").put("sys_executable", root + "/bin/python3");
        answer.putArray("sys_path");
        answer.putArray("site_packages");
        answer.put("stdlib", root + "/lib");
        answer.putArray("extension_suffixes");
        answer.put("standalone", false);
        putScheme(answer.putObject("scheme"), root + "/");
        putScheme(answer.putObject("virtualenv"), "");
        answer.putObject("os").put("name", "manylinux").put("major", 2).put("minor", 17);
        answer.put("arch", platform.machine());
        answer.putObject("cpu_info").putObject("detected").put("kind", "flags").put("flags", "");
        return answer.put("manylinux_compatible", true)
                .put("gil_disabled", false)
                .put("debug_enabled", false)
                .put("pointer_size", "64")
                .toString();
    }

    private static void putMarkers(ObjectNode markers, PythonVersion python, Platform platform) {
        markers.put("implementation_name", "cpython")
                .put("implementation_version", python.toString())
                .put("os_name", "posix")
                .put("platform_machine", platform.machine())
                .put("platform_python_implementation", "CPython")
                .put("platform_release", "")
                .put("platform_system", "Linux")
                .put("platform_version", "")
                .put("python_full_version", python.toString())
                .put("python_version", python.line().toString())
                .put("sys_platform", "linux");
    }

    private static void putScheme(ObjectNode scheme, String prefix) {
        scheme.put("platlib", prefix + "lib")
                .put("purelib", prefix + "lib")
                .put("include", prefix + "include")
                .put("scripts", prefix + "bin")
                .put("data", prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1));
    }
}
