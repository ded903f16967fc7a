using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Audit;

/// <summary>The endpoints of the audit.</summary>
internal static class AuditEndpoints
{
    private const string Tag = "Audit";
    private const string Base = "governance/audit";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base, Name = "ListAuditEvents", Tag = Tag,
            Summary = "Lists the audit records.",
            Description = "Newest first.",
            Handler = AuditReads.ListAsync, Response = typeof(IReadOnlyList<AuditEventBody>),
            Parameters = Parameters.Of<IAuditParameters>(nameof(IAuditParameters.Events)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "/verify", Name = "VerifyAudit", Tag = Tag,
            Summary = "Checks the whole audit chain.",
            Description = "Against itself, the exported checkpoints, and a record that the caller knows. A broken "
                + "chain is 200 with ok false and the first thing that is wrong.",
            Handler = AuditReads.VerifyAsync, Response = typeof(AuditVerificationBody),
            Parameters = Parameters.Of<IAuditParameters>(nameof(IAuditParameters.Verify)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "/state", Name = "GetAuditState", Tag = Tag,
            Summary = "Shows control state as it was at an instant.",
            Description = "Rebuilt from the audit records; it says what they cannot tell.",
            Handler = AuditReads.GetStateAsync, Response = typeof(AuditStateBody),
            Parameters = Parameters.Of<IAuditParameters>(nameof(IAuditParameters.State)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "/export", Name = "ExportAudit", Tag = Tag,
            Summary = "Writes a range of audit records for an archive.",
            Description = "One record a line, with both hashes and the exact texts that were hashed. The connection "
                + "is cut where the chain is broken or the store fails: check the archive.",
            Handler = AuditReads.ExportAsync, Response = typeof(string), ResponseType = "application/x-ndjson",
            Parameters = Parameters.Of<IAuditParameters>(nameof(IAuditParameters.Export)),
        },
    ];
}
