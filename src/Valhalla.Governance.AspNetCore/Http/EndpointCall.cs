using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Access;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>One request at one of the library's endpoints, for the handler.</summary>
internal sealed class EndpointCall(HttpContext context, EndpointSpec spec, ReceivedBody body, bool hostAuthenticates)
{
    public HttpContext Context { get; } = context;

    public EndpointSpec Spec { get; } = spec;

    public ReceivedBody Body { get; } = body;

    public FieldErrors Errors { get; } = new();

    /// <summary>Ends when the caller goes away; a stop is carried out all the same.</summary>
    public CancellationToken Aborted => Spec.IsStop ? CancellationToken.None : Context.RequestAborted;

    public T Get<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    public string? Route(string name) => Context.GetRouteValue(name) as string;

    /// <summary>One query field; given twice it must say the same.</summary>
    public string? Query(string name)
    {
        var values = Context.Request.Query[name];
        for (var i = 1; i < values.Count; i++)
        {
            if (!string.Equals(values[i], values[0], StringComparison.Ordinal))
            {
                Errors.Add(name, "The field is given twice with different values.");
                break;
            }
        }

        return values.Count == 0 ? null : values[0];
    }

    /// <summary>Who asks: the authenticated identity, or the claimed one where the host authenticates nobody.</summary>
    public ChangeAuthor Author(string? claimed)
    {
        var name = Errors.Prose("actor", claimed, WireText.MaxActorLength);
        return Caller.Author(Context, name, hostAuthenticates);
    }

    /// <summary>Who stops something, with a note of what of the request could not be kept.</summary>
    public ChangeAuthor Stopper(string? claimed, string? note)
    {
        var name = KeptStop.Text(claimed, WireText.MaxActorLength, "actor", ref note);
        return Caller.Author(Context, name, hostAuthenticates) with { Note = note };
    }

    public string? Reason(string? reason) => Errors.Prose("reason", reason, WireText.MaxReasonLength);

    public string? CorrelationId(string? id) => Errors.Text("correlation_id", id, WireText.MaxCorrelationIdLength);

    /// <summary>The idempotency key of header and field.</summary>
    public string? IdempotencyKey(string? field) =>
        IdempotencyKeyHeader.Read(Context.Request.Headers, field, Errors);
}
