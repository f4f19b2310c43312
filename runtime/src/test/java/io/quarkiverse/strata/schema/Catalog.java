package io.quarkiverse.strata.schema;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.strata.test.PostgresServer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/**
 * What a database's catalogs say of the objects that users made, as sorted lines of text: one a fact, without numbers that
 * differ from run to run. Objects that belong to an extension are left out.
 */
public final class Catalog {

    private static final String RELATIONS = """
            SELECT concat_ws(' ', 'relation', c.oid::regclass, 'kind=' || c.relkind::text, 'persistence=' || c.relpersistence::text,
                'owner=' || c.relowner::regrole, 'method=' || am.amname,
                'options=' || (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(c.reloptions) o),
                'toast options=' || (SELECT string_agg(o, ',' ORDER BY o) FROM pg_class t, unnest(t.reloptions) o
                                     WHERE t.oid = c.reltoastrelid),
                'partition by ' || pg_get_partkeydef(c.oid), 'bound ' || pg_get_expr(c.relpartbound, c.oid),
                'of ' || nullif(c.reloftype, 0)::regtype, 'tablespace=' || nullif(c.reltablespace, 0),
                CASE WHEN c.relrowsecurity THEN 'row security' END, CASE WHEN c.relforcerowsecurity THEN 'forced' END,
                'replica identity=' || nullif(nullif(c.relreplident, 'd'), 'n')::text,
                CASE WHEN NOT c.relispopulated THEN 'not populated' END) AS fact
            FROM pg_class c LEFT JOIN pg_am am ON am.oid = c.relam
            WHERE c.oid >= 16384 AND c.relnamespace <> 99 AND c.relkind <> 't' AND c.relkind <> 'I' AND c.relkind <> 'i'
                AND NOT EXISTS (SELECT FROM pg_depend WHERE deptype = 'e' AND (classid = 'pg_class'::regclass AND objid = c.oid
                                OR classid = 'pg_type'::regclass AND objid = c.reltype))
            UNION ALL
            SELECT concat_ws(' ', 'relation', inhrelid::regclass, 'inherits', inhparent::regclass, 'at', inhseqno,
                CASE WHEN inhdetachpending THEN 'detach pending' END) FROM pg_inherits
            UNION ALL
            SELECT concat_ws(' ', 'sequence', seqrelid::regclass, 'type=' || seqtypid::regtype, 'start=' || seqstart,
                'increment=' || seqincrement, 'min=' || seqmin, 'max=' || seqmax, 'cache=' || seqcache,
                CASE WHEN seqcycle THEN 'cycle' END,
                'owned by ' || (SELECT i.identity FROM pg_depend d, pg_identify_object(refclassid, refobjid, refobjsubid) i
                                WHERE d.classid = 'pg_class'::regclass AND d.objid = seqrelid AND d.refobjsubid > 0
                                      AND d.deptype IN ('a', 'i')))
            FROM pg_sequence WHERE seqrelid >= 16384
            UNION ALL
            SELECT concat_ws(' ', 'rule', r.rulename, 'on', ev_class::regclass, r.ev_type, r.ev_enabled) FROM pg_rewrite r
            WHERE r.oid >= 16384 AND r.rulename <> '_RETURN'
            """;

    private static final String COLUMNS = """
            SELECT concat_ws(' ', 'column', c.oid::regclass || '.' || quote_ident(a.attname),
                '#' || rank() OVER (PARTITION BY c.oid ORDER BY a.attnum), format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attnotnull THEN 'not null' END, 'default ' || pg_get_expr(d.adbin, d.adrelid),
                'identity=' || nullif(a.attidentity, '')::text, 'generated=' || nullif(a.attgenerated, '')::text,
                'collation=' || (SELECT quote_ident(collname) FROM pg_collation
                                 WHERE oid = a.attcollation AND a.attcollation <> t.typcollation),
                'storage=' || nullif(a.attstorage, t.typstorage)::text, 'compression=' || nullif(a.attcompression, '')::text,
                'statistics=' || nullif(a.attstattarget, -1),
                'options=' || (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(a.attoptions) o),
                CASE WHEN a.attinhcount > 0 THEN 'inherited' END, CASE WHEN NOT a.attislocal THEN 'not local' END,
                'grants ' || (SELECT string_agg(g::text, ' ' ORDER BY g::text) FROM unnest(a.attacl) g)) AS fact
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE c.oid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'c', 'f')
                AND NOT EXISTS (SELECT FROM pg_depend WHERE deptype = 'e' AND (classid = 'pg_class'::regclass AND objid = c.oid
                                OR classid = 'pg_type'::regclass AND objid = c.reltype))
            """;

    private static final String CONSTRAINTS = """
            SELECT concat_ws(' ', 'constraint', quote_ident(conname), 'on', coalesce(nullif(conrelid, 0)::regclass::text,
                contypid::regtype::text), pg_get_constraintdef(c.oid), CASE WHEN NOT convalidated THEN 'not validated' END,
                CASE WHEN conparentid <> 0 THEN 'part of ' || (SELECT quote_ident(p.conname) || ' on ' || p.conrelid::regclass
                                                              FROM pg_constraint p WHERE p.oid = c.conparentid) END) AS fact
            FROM pg_constraint c WHERE c.oid >= 16384
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_constraint'::regclass AND objid = c.oid
                                AND deptype = 'e')
            UNION ALL
            SELECT concat_ws(' ', 'index', pg_get_indexdef(indexrelid), CASE WHEN NOT indisvalid THEN 'invalid' END,
                CASE WHEN indisclustered THEN 'clustered' END, CASE WHEN indisreplident THEN 'replica identity' END,
                CASE WHEN NOT indimmediate THEN 'deferrable' END,
                'part of ' || (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = indexrelid),
                'statistics ' || (SELECT string_agg(attnum || '=' || attstattarget, ',' ORDER BY attnum) FROM pg_attribute
                                  WHERE attrelid = indexrelid AND attstattarget >= 0))
            FROM pg_index WHERE indexrelid >= 16384 AND indrelid NOT IN (SELECT oid FROM pg_class WHERE relkind = 't')
            UNION ALL
            SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(t.oid), 'enabled=' || nullif(t.tgenabled, 'O')::text)
            FROM pg_trigger t WHERE NOT t.tgisinternal
            UNION ALL
            SELECT concat_ws(' ', 'policy', quote_ident(polname), 'on', polrelid::regclass, polcmd,
                CASE WHEN polpermissive THEN 'permissive' ELSE 'restrictive' END,
                'to ' || (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE r::regrole::text END, ',' ORDER BY r)
                          FROM unnest(polroles) r),
                'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid)) FROM pg_policy
            UNION ALL
            SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(oid), 'target=' || nullif(stxstattarget, -1))
            FROM pg_statistic_ext
            """;

    private static final String TYPES = """
            SELECT concat_ws(' ', 'type', t.oid::regtype, 'kind=' || t.typtype::text, 'owner=' || t.typowner::regrole,
                'labels ' || (SELECT string_agg(quote_literal(enumlabel), ',' ORDER BY enumsortorder) FROM pg_enum
                              WHERE enumtypid = t.oid),
                'over ' || CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
                CASE WHEN t.typtype = 'd' AND t.typnotnull THEN 'not null' END,
                CASE WHEN t.typtype = 'd' THEN 'default ' || t.typdefault END,
                'collation=' || (SELECT quote_ident(collname) FROM pg_collation
                                 WHERE t.typtype = 'd' AND oid = t.typcollation AND oid <> 100),
                'range of ' || (SELECT concat_ws(' ', rngsubtype::regtype, 'multirange=' || rngmultitypid::regtype,
                                       'class=' || (SELECT opcname FROM pg_opclass WHERE oid = rngsubopc),
                                       'canonical=' || nullif(rngcanonical::oid, 0)::regproc,
                                       'diff=' || nullif(rngsubdiff::oid, 0)::regproc)
                                FROM pg_range WHERE rngtypid = t.oid)) AS fact
            FROM pg_type t WHERE t.oid >= 16384 AND t.typtype IN ('e', 'd', 'r', 'm')
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
            UNION ALL
            SELECT concat_ws(' ', 'collation', c.oid::regcollation, 'provider=' || collprovider::text,
                CASE WHEN NOT collisdeterministic THEN 'not deterministic' END, 'locale=' || (to_jsonb(c) ->> 'colllocale'))
            FROM pg_collation c WHERE c.oid >= 16384
            UNION ALL
            SELECT concat_ws(' ', 'text search configuration', cfgname) FROM pg_ts_config WHERE oid >= 16384
            """;

    private static final String FUNCTIONS = """
            SELECT concat_ws(' ', CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
                p.pronamespace::regnamespace || '.' || quote_ident(p.proname) || '(' || pg_get_function_arguments(p.oid) || ')',
                'returns ' || pg_get_function_result(p.oid), 'language=' || l.lanname, 'volatility=' || p.provolatile::text,
                CASE WHEN p.proisstrict THEN 'strict' END, CASE WHEN p.prosecdef THEN 'security definer' END,
                CASE WHEN p.proleakproof THEN 'leakproof' END, 'parallel=' || p.proparallel::text, 'cost=' || p.procost,
                'rows=' || nullif(p.prorows, 0), 'set ' || array_to_string(p.proconfig, ','), 'owner=' || p.proowner::regrole,
                'state function=' || a.aggtransfn, 'state=' || a.aggtranstype::regtype, 'initial=' || a.agginitval,
                'final function=' || nullif(a.aggfinalfn::oid, 0)::regproc) AS fact
            FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
            WHERE p.oid >= 16384
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype IN ('e', 'i'))
            UNION ALL
            SELECT concat_ws(' ', 'event trigger', quote_ident(evtname), evtevent, evtfoid::regproc, evtenabled,
                array_to_string(evttags, ',')) FROM pg_event_trigger
            """;

    private static final String DATABASE = """
            SELECT concat_ws(' ', 'schema', quote_ident(nspname), 'owner=' || nspowner::regrole) AS fact FROM pg_namespace
            WHERE (oid >= 16384 OR nspname = 'public') AND nspname !~ '^pg_'
            UNION ALL
            SELECT concat_ws(' ', 'extension', quote_ident(extname), 'in', extnamespace::regnamespace) FROM pg_extension
            UNION ALL
            SELECT concat_ws(' ', 'comment on', i.type, i.identity, 'is', quote_literal(d.description))
            FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i WHERE d.objoid >= 16384
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = d.classoid AND objid = d.objoid AND deptype = 'e')
                AND d.classoid <> 'pg_extension'::regclass
            UNION ALL
            SELECT concat_ws(' ', 'publication', quote_ident(pubname), 'owner=' || pubowner::regrole,
                CASE WHEN puballtables THEN 'all tables' END, CASE WHEN pubinsert THEN 'insert' END,
                CASE WHEN pubupdate THEN 'update' END, CASE WHEN pubdelete THEN 'delete' END,
                CASE WHEN pubtruncate THEN 'truncate' END, CASE WHEN pubviaroot THEN 'via root' END) FROM pg_publication
            UNION ALL
            SELECT concat_ws(' ', 'publication', quote_ident(pubname), 'has', schemaname || '.' || tablename,
                to_jsonb(p) ->> 'attnames', 'where ' || (to_jsonb(p) ->> 'rowfilter')) FROM pg_publication_tables p
            UNION ALL
            SELECT concat_ws(' ', 'default grants', defaclrole::regrole, 'in ' || nullif(defaclnamespace, 0)::regnamespace,
                defaclobjtype, (SELECT string_agg(g::text, ' ' ORDER BY g::text) FROM unnest(defaclacl) g)) FROM pg_default_acl
            """;

    private static final String GRANTS = """
            SELECT concat_ws(' ', 'grants on', object, (SELECT string_agg(g::text, ' ' ORDER BY g::text) FROM unnest(acl) g)) AS fact
            FROM (
                SELECT oid::regclass::text AS object, relacl AS acl,
                    acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner) AS usual FROM pg_class WHERE oid >= 16384
                UNION ALL SELECT oid::regprocedure::text, proacl, acldefault('f', proowner) FROM pg_proc WHERE oid >= 16384
                UNION ALL SELECT oid::regtype::text, typacl, acldefault('T', typowner) FROM pg_type WHERE oid >= 16384
                UNION ALL SELECT 'schema ' || quote_ident(nspname), nspacl, acldefault('n', nspowner) FROM pg_namespace
                          WHERE nspname = 'public' OR oid >= 16384) granted
            WHERE acl IS NOT NULL AND acl <> usual
            """;

    private static final String TEXTS = """
            SELECT concat_ws(' ', 'definition of', oid::regclass, pg_get_viewdef(oid)) AS fact FROM pg_class
            WHERE relkind IN ('v', 'm') AND oid >= 16384
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            UNION ALL
            SELECT concat_ws(' ', 'definition of', oid::regprocedure, pg_get_functiondef(oid)) FROM pg_proc
            WHERE oid >= 16384 AND prokind <> 'a'
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
            UNION ALL
            SELECT concat_ws(' ', 'role', rolname, CASE WHEN rolcanlogin THEN 'login' END, CASE WHEN rolinherit THEN 'inherit' END,
                CASE WHEN rolcreatedb THEN 'createdb' END, CASE WHEN rolcreaterole THEN 'createrole' END,
                CASE WHEN rolbypassrls THEN 'bypassrls' END, 'limit=' || nullif(rolconnlimit, -1)) FROM pg_roles
            WHERE oid >= 16384
            UNION ALL
            SELECT concat_ws(' ', 'member', member::regrole, 'of', roleid::regrole, CASE WHEN admin_option THEN 'admin' END)
            FROM pg_auth_members WHERE roleid >= 16384
            """;

    private static final String FACTS = String.join(" UNION ALL ", RELATIONS, COLUMNS, CONSTRAINTS, TYPES, FUNCTIONS, DATABASE,
            GRANTS);

    private Catalog() {
    }

    /** All facts but the texts of views and functions, and roles, which don't belong to one database. */
    public static List<String> facts(SqlConnection connection) {
        return lines(connection, FACTS);
    }

    /** All facts, with the texts of views and functions. */
    static List<String> everything(SqlConnection connection) {
        return lines(connection, FACTS + " UNION ALL " + TEXTS);
    }

    /** The same facts without the places of columns: one that was dropped comes back behind the others. */
    static List<String> withoutPlaces(List<String> facts) {
        return facts.stream().map(fact -> fact.startsWith("column ") ? fact.replaceFirst(" #\\d+ ", " ") : fact).toList();
    }

    private static List<String> lines(SqlConnection connection, String query) {
        String path = PostgresServer.await(connection.query("SHOW search_path").execute()).iterator().next().getString(0);
        PostgresServer.await(connection.query("SET search_path = pg_catalog").execute());
        List<String> lines = new ArrayList<>();
        for (Row row : PostgresServer
                .await(connection.query("SELECT fact FROM (" + query + ") facts ORDER BY fact COLLATE \"C\"")
                        .execute())) {
            lines.add(row.getString(0).replaceAll("\\bpg_temp_\\d+\\b", "pg_temp").strip());
        }
        PostgresServer.await(connection.query("SET search_path = " + path).execute());
        return lines;
    }
}
