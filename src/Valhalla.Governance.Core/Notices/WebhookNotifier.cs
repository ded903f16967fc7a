using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Valhalla.Governance.Notices;

/// <summary>Posts notices to one address, signed.</summary>
internal sealed class WebhookNotifier(NoticeWebhookOptions options, WebhookClient client, TimeProvider time)
    : IGovernanceNotifier
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Uri _url = new(options.Url!);
    private readonly byte[][] _secrets =
    [
        .. new[] { options.Secret, options.SecondSecret }.OfType<string>().Select(Encoding.UTF8.GetBytes),
    ];

    private readonly bool _allowLinkLocal = options.AllowLinkLocal;
    private readonly TimeSpan _timeout = options.Timeout;
    private readonly FrozenSet<GovernanceNoticeKind> _kinds = options.Kinds
        .Select(static kind => WireNames.TryRead<GovernanceNoticeKind>(kind, out var value)
            ? value
            : throw new ArgumentException("A kind was not validated.", nameof(options)))
        .ToFrozenSet();

    public string Name { get; } = options.Name!;

    /// <summary>Whether its settings ask for notices of a kind.</summary>
    public bool Wants(GovernanceNoticeKind kind) => _kinds.Count == 0 || _kinds.Contains(kind);

    public async ValueTask NotifyAsync(GovernanceNotice notice, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(notice);
        using var limit = new CancellationTokenSource(_timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, _allowLinkLocal, linked.Token).ConfigureAwait(false);
            Require(response);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NoticeDeliveryException(
                string.Create(CultureInfo.InvariantCulture, $"No answer within {_timeout.TotalSeconds} s."),
                isTransient: true,
                innerException: exception);
        }
        catch (HttpRequestException exception) when (exception.InnerException is WebhookAddressException refused)
        {
            throw new NoticeDeliveryException(refused.Message, isTransient: false, innerException: exception);
        }
        catch (HttpRequestException exception)
        {
            // The message names the address; the kind of error is enough.
            throw new NoticeDeliveryException(
                $"The receiver could not be reached: {WireNames.Of(exception.HttpRequestError)}.",
                isTransient: true,
                innerException: exception);
        }
    }

    private HttpRequestMessage CreateRequest(GovernanceNotice notice)
    {
        var body = NoticeJson.Write(notice);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = Json;
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
        request.Headers.Add(WebhookSignature.IdHeader, notice.Id);

        // Signed anew for each attempt: a receiver refuses what is old.
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Create(_secrets, time.GetUtcNow(), body));
        return request;
    }

    private void Require(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var status = (int)response.StatusCode;
        throw new NoticeDeliveryException(
            string.Create(CultureInfo.InvariantCulture, $"The receiver answered {status}."),
            isTransient: status >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests or (HttpStatusCode)425,
            RetryAfterOf(response));
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
