using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>
/// The hash of evidence: SHA-256 over its canonical JSON as RFC 8785 defines it. Members are in the order of their
/// names, amounts are strings, so that no reader's number type can round them, and absent members are null.
/// </summary>
internal static class OfferEvidenceHash
{
    /// <summary>The evidence with its hash, at the resolution that every database keeps.</summary>
    public static OfferEvidence Seal(OfferEvidence evidence)
    {
        var utc = evidence.CreatedAt.ToUniversalTime();
        var stored = evidence with { CreatedAt = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond)) };
        return stored with { Hash = Compute(stored) };
    }

    public static string Compute(OfferEvidence evidence) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson(evidence))));

    public static string CanonicalJson(OfferEvidence evidence)
    {
        var json = new StringBuilder(512);
        json.Append('{');
        Add(json, "actor", evidence.Actor);
        Add(json, "arv", Text(evidence.Arv));
        Add(json, "assumptions", evidence.AssumptionsJson);
        Add(json, "comps", evidence.CompsJson);
        Add(json, "correlation_id", evidence.CorrelationId);
        Add(json, "created_at", evidence.CreatedAt.UtcDateTime.ToString(
            "yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
        Add(json, "fees", Text(evidence.Fees));
        Add(json, "lead_id", evidence.LeadId);
        Add(json, "mao", Text(evidence.Mao));
        Add(json, "market", evidence.Market?.Value);
        Add(json, "multiplier_bp", evidence.MultiplierBasisPoints);
        Add(json, "policy_version", evidence.PolicyVersion);
        Add(json, "province", evidence.Province.Value);
        Add(json, "reason", evidence.Reason);
        Add(json, "repairs", Text(evidence.Repairs));
        Add(json, "reservation_id", evidence.ReservationId?.ToString());
        return json.Append('}').ToString();
    }

    private static string? Text(Money? amount) => amount?.ToString(null, CultureInfo.InvariantCulture);

    private static void Add(StringBuilder json, string name, long value)
    {
        AddName(json, name);
        json.Append(value.ToString(CultureInfo.InvariantCulture));
    }

    private static void Add(StringBuilder json, string name, string? value)
    {
        AddName(json, name);
        if (value is null)
        {
            json.Append("null");
            return;
        }

        AddString(json, value);
    }

    private static void AddName(StringBuilder json, string name)
    {
        if (json.Length > 1)
        {
            json.Append(',');
        }

        json.Append('"').Append(name).Append("\":");
    }

    // RFC 8785, 3.2.2.2: what must be escaped is, and nothing else.
    private static void AddString(StringBuilder json, string value)
    {
        json.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        }

        json.Append('"');
    }
}
