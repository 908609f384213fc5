package org.pyflinkimage.template;

import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** FreeMarker's templates, those too that others include or import, each of which ends where its thread is interrupted. */
final class InterruptibleTemplates extends Configuration {

    private final Set<Template> checked = Collections.newSetFromMap(new IdentityHashMap<>());

    InterruptibleTemplates() {
        super(VERSION_2_3_35);
    }

    @Override
    public synchronized @Nullable Template getTemplate(
            String name,
            @Nullable Locale locale,
            @Nullable Object condition,
            @Nullable String encoding,
            boolean parse,
            boolean ignoreMissing)
            throws IOException {
        Template template = super.getTemplate(name, locale, condition, encoding, parse, ignoreMissing);
        if (template != null && checked.add(template)) {
            // The only way that FreeMarker has, though its name is none of its public API.
            _CoreAPI.addThreadInterruptedChecks(template);
        }
        return template;
    }
}
