using System.Globalization;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.AspNetCore.Audit;

/// <summary>What the audit shows.</summary>
internal static class AuditReads
{
    private const int MaxNameLength = 200;
    private const int HashLength = 64;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    public static async ValueTask<Answer> ListAsync(EndpointCall call)
    {
        var query = new AuditQuery
        {
            Action = call.Errors.Text("action", call.Query("action"), MaxNameLength),
            Subject = call.Errors.Text("subject", call.Query("subject"), MaxNameLength),
            Actor = call.Errors.Prose("actor", call.Query("actor"), WireText.MaxActorLength),
            BeforeSequence = PageCursor.ReadId(call),
            Limit = PageCursor.ReadLimit(call),
        };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var rows = await call.Get<IAuditTrail>().ListAsync(query, call.Aborted).ConfigureAwait(false);
        var lastId = rows.Count == 0 ? null : PageCursor.IdText(rows[^1].Sequence);
        return Answer.Page<IReadOnlyList<AuditEventBody>>(
            [.. rows.Select(AuditShapes.Of)],
            WireJson.Context.AuditEvents,
            PageCursor.NextQuery(call, rows.Count, query.Limit, lastId));
    }

    public static async ValueTask<Answer> VerifyAsync(EndpointCall call)
    {
        IReadOnlyList<AuditAnchor> known = ReadAnchor(call) is { } anchor ? [anchor] : [];
        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Answer.Json(
                AuditShapes.Of(
                    await call.Get<IAuditTrail>().VerifyAsync(known, call.Aborted).ConfigureAwait(false)),
                WireJson.Context.AuditVerificationBody);
    }

    public static async ValueTask<Answer> GetStateAsync(EndpointCall call)
    {
        var at = ReadInstant(call);
        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Answer.Json(
                AuditShapes.Of(await call.Get<IAuditTrail>().GetStateAsync(at, call.Aborted).ConfigureAwait(false)),
                WireJson.Context.AuditStateBody);
    }

    public static ValueTask<Answer> ExportAsync(EndpointCall call)
    {
        var from = ReadPlace(call, "from") ?? 1;
        var to = ReadPlace(call, "to");
        if (to < from)
        {
            call.Errors.Add("to", "The last record must not be before the first.");
        }

        return ValueTask.FromResult(call.Errors.Any
            ? call.Errors.ToAnswer()
            : Answer.Stream(
                async (body, cancellationToken) =>
                {
                    var archive = await call.Get<IAuditTrail>().ExportAsync(body, from, to, cancellationToken)
                        .ConfigureAwait(false);
                    if (archive.Break is not null)
                    {
                        // Too late for another status: a part must not look like the whole.
                        call.Context.Abort();
                    }
                },
                "application/x-ndjson"));
    }

    private static long? ReadPlace(EndpointCall call, string name)
    {
        if (call.Query(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1)
        {
            return place;
        }

        call.Errors.Add(name, "The place of a record, from 1, is needed.");
        return null;
    }

    private static AuditAnchor? ReadAnchor(EndpointCall call)
    {
        var (sequenceText, hash) = (call.Query("sequence"), call.Query("hash"));
        if (sequenceText is null && hash is null)
        {
            return null;
        }

        if (!long.TryParse(sequenceText, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || sequence < 1)
        {
            call.Errors.Add("sequence", "The place of a known record, from 1, is needed together with its hash.");
        }

        if (hash is not { Length: HashLength } || !hash.All(char.IsAsciiHexDigitLower))
        {
            call.Errors.Add("hash", "64 lower-case hex digits are needed together with the record's sequence.");
        }

        return new AuditAnchor(sequence, hash ?? "");
    }

    private static DateTimeOffset ReadInstant(EndpointCall call)
    {
        if (!WireTime.TryReadField(call.Query("at"), out var at))
        {
            call.Errors.Add("at", WireTime.Remedy);
        }
        else if (at > call.Get<IStoreClock>().Now + ClockTolerance)
        {
            call.Errors.Add("at", "The time is in the future. Ask for one that has passed.");
        }

        return at;
    }
}
