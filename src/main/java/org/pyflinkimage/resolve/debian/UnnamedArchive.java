package org.pyflinkimage.resolve.debian;

import java.util.List;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Nobody names the archive of a suite ({@code PYF-301}); another suite may do. */
final class UnnamedArchive extends PyFlinkException {

    private static final long serialVersionUID = 1L;

    UnnamedArchive(Problem problem) {
        super(List.of(problem));
    }
}
