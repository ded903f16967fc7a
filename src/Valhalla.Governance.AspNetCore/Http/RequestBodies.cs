using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Receives bodies before any permit is taken, within a size and a time: whoever sends slowly keeps nobody waiting.
/// </summary>
internal sealed class RequestBodies(IOptions<HttpOptions> options, TimeProvider time)
{
    private const int FirstBytes = 4 * 1024;

    /// <summary>A stop goes on without the rest of its text.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _patience = options.Value.BodyTimeout;

    /// <summary>Receives the body of a request; of a stop whatever arrives, without any failure.</summary>
    public async ValueTask<ReceivedBody> ReceiveAsync(
        HttpRequest request, EndpointSpec spec, CancellationToken cancellationToken)
    {
        if (spec.IsRead)
        {
            return default;
        }

        if (spec.IsStop
            && request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The server would refuse what says to be larger; of a stop the beginning is read.
            limit.MaxRequestBodySize = null;
        }
        else if (!spec.IsStop && request.ContentLength > spec.MaxBodyBytes)
        {
            // A declared length is believed only as a reason to refuse early.
            return new ReceivedBody(default, BodyEnd.TooLarge);
        }

        var buffer = new ArrayBufferWriter<byte>(
            (int)Math.Clamp(request.ContentLength ?? FirstBytes, 1, FirstBytes));
        try
        {
            var end = await ReceiveAsync(request.BodyReader, spec, buffer, cancellationToken).ConfigureAwait(false);
            return new ReceivedBody(buffer.WrittenMemory, end);
        }
        catch (Exception) when (spec.IsStop)
        {
            // Whatever the server, or what decompresses for the host, makes of it: a stop needs no body.
            return new ReceivedBody(buffer.WrittenMemory, BodyEnd.BrokenOff);
        }
    }

    private async ValueTask<BodyEnd> ReceiveAsync(
        PipeReader body, EndpointSpec spec, ArrayBufferWriter<byte> buffer, CancellationToken cancellationToken)
    {
        ITimer? timer = null;
        try
        {
            while (true)
            {
                var pending = body.ReadAsync(cancellationToken);
                if (!pending.IsCompleted)
                {
                    // Most bodies are there already, and need no timer.
                    timer ??= time.CreateTimer(
                        static state => ((PipeReader)state!).CancelPendingRead(),
                        body,
                        spec.IsStop && StopPatience < _patience ? StopPatience : _patience,
                        Timeout.InfiniteTimeSpan);
                }

                var result = await pending.ConfigureAwait(false);
                var arrived = result.Buffer;
                var room = spec.MaxBodyBytes - buffer.WrittenCount;
                foreach (var part in arrived.Slice(0, Math.Min(arrived.Length, room)))
                {
                    buffer.Write(part.Span);
                }

                var isTooLarge = arrived.Length > room;
                body.AdvanceTo(arrived.End);
                if (isTooLarge || result.IsCompleted || result.IsCanceled)
                {
                    return isTooLarge ? BodyEnd.TooLarge : result.IsCompleted ? BodyEnd.Complete : BodyEnd.TooSlow;
                }
            }
        }
        finally
        {
            if (timer is not null)
            {
                await timer.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
