package dev.leat.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonTypesTest {

    private static String columns(int good, String object, String... others) throws JsonProcessingException {
        JsonTypes types = new JsonTypes();
        for (String text : Stream.concat(Collections.nCopies(good, object).stream(), Stream.of(others)).toList()) {
            types.add(new ObjectMapper().readTree(text));
        }
        return types.columns().catalogString();
    }

    @Test
    void aBrokenRecordAmongManyDoesNotChangeATypeAndOneAmongFewDoes() throws Exception {
        assertThat(columns(30, "{\"id\": 1, \"at\": {\"lat\": 1}}", "{\"id\": \"x\", \"at\": []}")).isEqualTo("struct<id:bigint,at:struct<lat:bigint>>");
        assertThat(columns(10, "{\"id\": 1, \"at\": {\"lat\": 1}}", "{\"id\": \"x\", \"at\": []}")).isEqualTo("struct<id:string,at:string>");
    }

    @Test
    void oneFractionMakesAllNumbersDouble() throws Exception {
        assertThat(columns(100, "{\"price\": 1}", "{\"price\": 2.5}")).isEqualTo("struct<price:double>");
    }

    @Test
    void fieldsAndElementsOfAllObjectsAreThere() throws Exception {
        assertThat(columns(100, "{\"a\": [{\"b\": 1}], \"n\": null}", "{\"a\": [], \"late\": true, \"big\": 123456789012345678901234567890}", "{\"a\": [{\"c\": \"x\"}, null]}"))
            .isEqualTo("struct<a:array<struct<b:bigint,c:string>>,n:string,late:boolean,big:string>");
    }
}
