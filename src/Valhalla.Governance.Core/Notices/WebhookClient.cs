using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Valhalla.Governance.Notices;

/// <summary>The one HTTP client of all webhooks: no redirects, no cookies, connections renewed now and then.</summary>
/// <param name="proxy">The proxy; null takes what the process's environment names, if anything.</param>
internal sealed class WebhookClient(IWebProxy? proxy = null) : IDisposable
{
    private const int MaxDrainedBytes = 16 * 1024;
    private const int MaxHeaderKibibytes = 16;

    private readonly IWebProxy _proxy = proxy ?? HttpClient.DefaultProxy;
    private readonly HttpClient _guarded = Create(proxy, ConnectGuardedAsync);

    // A pool of its own: a connection that one webhook may have must not serve another that may not.
    private readonly HttpClient _open = Create(proxy, connect: null);

    /// <summary>Sends and reads the head of the answer; its body is never read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="allowLinkLocal">Whether the name may lead to a link-local address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HttpRequestException">The receiver could not be reached, or must not be.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, bool allowLinkLocal, CancellationToken cancellationToken)
    {
        if (!allowLinkLocal && IsProxied(request.RequestUri!))
        {
            await RequireReceiverAsync(request.RequestUri!, cancellationToken).ConfigureAwait(false);
        }

        return await (allowLinkLocal ? _open : _guarded).SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _guarded.Dispose();
        _open.Dispose();
    }

    private bool IsProxied(Uri url) => !_proxy.IsBypassed(url) && _proxy.GetProxy(url) is { } via && via != url;

    /// <summary>
    /// Judges the receiver itself: with a proxy, only the proxy's address is connected to from here, and the proxy
    /// picks among those of the name, so none may be link-local. A name that only the proxy knows is the proxy's to
    /// judge.
    /// </summary>
    private static async ValueTask RequireReceiverAsync(Uri url, CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(url.IdnHost, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return;
        }

        if (Array.Exists(addresses, WebhookAddresses.IsLinkLocal))
        {
            var refused = new WebhookAddressException();
            throw new HttpRequestException(refused.Message, refused);
        }
    }

    private static HttpClient Create(
        IWebProxy? proxy, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect)
    {
        // IHttpClientFactory would need one more package; this does what it does here.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = proxy,
            ConnectCallback = connect,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseDrainSize = MaxDrainedBytes,
            MaxResponseHeadersLength = MaxHeaderKibibytes,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        };
        var client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Valhalla.Governance", "1"));
        return client;
    }

    /// <summary>
    /// Connects to those addresses of the name that are allowed. Looked at here, after the name was resolved, so that
    /// no second answer of the name service comes in between.
    /// </summary>
    private static async ValueTask<Stream> ConnectGuardedAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(addresses, static address => !WebhookAddresses.IsLinkLocal(address));
        if (allowed.Length == 0)
        {
            throw new WebhookAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
