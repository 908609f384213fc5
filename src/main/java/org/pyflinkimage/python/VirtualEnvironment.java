package org.pyflinkimage.python;

import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.UnixPath;

/**
 * The virtual environment that an image's Python packages lie in.
 *
 * @param root its directory: {@code /opt/venv}
 * @param interpreter the Python that it belongs to: {@code /usr/bin/python3.11}
 */
public record VirtualEnvironment(UnixPath root, PythonVersion python, UnixPath interpreter) {

    static final Origin ORIGIN = new Origin(LayerKind.PYTHON_PACKAGES, "virtual environment");

    /** Longer first lines of scripts are cut by some kernels. */
    private static final int SHEBANG_AT_MOST = 127;

    /** Where packages lie, pure and binary ones alike. */
    public UnixPath sitePackages() {
        return sitePackages(root, python.line());
    }

    /** The same of an environment with whatever patch of a Python. */
    public static UnixPath sitePackages(UnixPath root, PythonMinor line) {
        return root.resolve("lib/python" + line + "/site-packages");
    }

    /** Where commands lie. */
    public UnixPath scripts() {
        return root.resolve("bin");
    }

    /** Where a distribution's C headers lie. */
    UnixPath headers(NormalizedName name) {
        return root.resolve("include/site/python" + python.line() + "/" + name);
    }

    /** The environment's own name of its Python, which is what makes Python find the environment. */
    public UnixPath executable() {
        return scripts().resolve("python");
    }

    /** Puts the empty environment into a tree, as Python's {@code venv} lays it out. */
    public void layOut(FileTree tree) {
        tree.add(ORIGIN, root.resolve("pyvenv.cfg"), FileNode.file(configuration()));
        tree.add(ORIGIN, scripts().resolve("python3"), FileNode.link(interpreter.value()));
        tree.add(ORIGIN, executable(), FileNode.link("python3"));
        tree.add(ORIGIN, scripts().resolve("python" + python.line()), FileNode.link("python3"));
        tree.add(ORIGIN, root.resolve("include"), FileNode.directory());
        tree.add(ORIGIN, sitePackages(), FileNode.directory());
        tree.add(ORIGIN, root.resolve("lib64"), FileNode.link("lib"));
    }

    /** The first lines of a script that this environment's Python runs. */
    String shebang() {
        String plain = "#!" + executable() + "\n";
        if (plain.length() <= SHEBANG_AT_MOST && plain.indexOf(' ') < 0) {
            return plain;
        }
        // Read by the shell as a command and its arguments, by Python as a text that nobody uses.
        return "#!/bin/sh\n'''exec' \"%s\" \"$0\" \"$@\"\n' '''\n".formatted(executable());
    }

    private String configuration() {
        return """
                home = %s
                include-system-site-packages = false
                version = %s
                executable = %s
                """.formatted(interpreter.parent(), python, interpreter);
    }
}
