package org.pyflinkimage.template;

import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** FreeMarker's templates, those too that others include or import, each of which ends where its thread is interrupted. */
final class InterruptibleTemplates extends Configuration {

    /** Both make templates out of values, as a template is rendered, and what they make heeds no interruption. */
    private static final Pattern OUT_OF_VALUES = Pattern.compile("\\?(interpret|eval)\\b");

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
            requireWritten(template);
            // The only way that FreeMarker has, though its name is none of its public API.
            _CoreAPI.addThreadInterruptedChecks(template);
        }
        return template;
    }

    /** In the canonical form an operator has no blanks or comments in it. */
    private static void requireWritten(Template template) throws IOException {
        Matcher found = OUT_OF_VALUES.matcher(template.toString());
        if (found.find()) {
            throw new IOException("`?%s` is none of what templates may do here: nobody could end what it makes"
                    .formatted(found.group(1)));
        }
    }
}
