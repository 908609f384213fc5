package org.pyflinkimage.inspect.inventory;

import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.UnixPath;

/**
 * Where a Python lies.
 *
 * @param command its program, behind links
 */
record PythonPlace(UnixPath command, PythonMinor line) {

    /** The folder that the program's folder lies in. */
    UnixPath prefix() {
        return prefix(command);
    }

    static UnixPath prefix(UnixPath command) {
        return command.parent().parent();
    }
}
