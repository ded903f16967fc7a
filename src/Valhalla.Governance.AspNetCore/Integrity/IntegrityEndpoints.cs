using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Integrity;

/// <summary>The endpoints of integrity alarms.</summary>
internal static class IntegrityEndpoints
{
    private const string Tag = "Audit";
    private const string Base = "governance/integrity/alarms";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base, Name = "ListIntegrityAlarms", Tag = Tag,
            Summary = "Lists what was found wrong with the store.",
            Description = "Newest first: changes that a failover has lost, rows that were changed past the library, a "
                + "broken audit chain.",
            Handler = IntegrityHandlers.ListAsync, Response = typeof(IReadOnlyList<IntegrityAlarmBody>),
            Parameters = Parameters.Of<IIntegrityParameters>(nameof(IIntegrityParameters.Alarms)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "/{id}/acknowledge", Name = "AcknowledgeIntegrityAlarm", Tag = Tag,
            Summary = "Acknowledges an alarm, so that it no longer blocks the runbook.",
            Description = "It is audited, and the same finding is not raised again. A kill that came with the alarm "
                + "stays until it is released.",
            Handler = IntegrityHandlers.AcknowledgeAsync, Request = typeof(AcknowledgeBody),
            Response = typeof(AcknowledgeAnswer), Refusals = [StatusCodes.Status404NotFound],
            Parameters = Parameters.Of<IIntegrityParameters>(nameof(IIntegrityParameters.Acknowledge)),
        },
    ];
}
