package org.pyflinkimage.resolve.debian;

import java.util.List;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** All who may name the archive of a suite were asked, and none does ({@code PYF-301}); one of another family may do. */
final class UnnamedArchive extends PyFlinkException {

    private static final long serialVersionUID = 1L;

    UnnamedArchive(Problem problem) {
        super(List.of(problem));
    }
}
