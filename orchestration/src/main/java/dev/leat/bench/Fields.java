package dev.leat.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Mappings: destination fields with their expressions. */
final class Fields {
    private Fields() {}

    static Map<String, String> wide() {
        Map<String, String> fields = new LinkedHashMap<>();
        Tables.COLUMNS.forEach(column -> fields.put(column, column));
        fields.put("name", "upper(trim(name))");
        fields.put("email", "lower(email)");
        fields.put("balance", "cast(balance * 100 as bigint)");
        fields.put("country", "case country when 'GB' then 'UK' else country end");
        return fields;
    }

    static Map<String, String> user() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("user_id", "id");
        fields.put("full_name", "concat_ws(' ', initcap(trim(first_name)), initcap(trim(last_name)))");
        fields.put("email_hash", "lower(trim(email))");
        fields.put("phone", "regexp_replace(phone, '[^0-9+]', '')");
        fields.put("birth_date", "cast(birth_date as date)");
        fields.put("country", "upper(country)");
        fields.put("status", "case status when 'A' then 'active' when 'S' then 'suspended' else 'closed' end");
        fields.put("lifetime_value", "cast(lifetime_cents as decimal(14,2)) / 100");
        fields.put("signed_up", "created_at");
        fields.put("updated_at", "updated_at");
        return fields;
    }
}
