# Two images of one build:
#   docker build --target app .      the app alone, beside a Supabase project; it keeps nothing
#   docker build --target machine .  app and embedded back end, for one machine with PostgreSQL (docker-compose.yml)

FROM node:24-bookworm-slim AS build
WORKDIR /vitrine
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS app
WORKDIR /vitrine
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000
COPY --from=build --chown=node:node /vitrine/.next/standalone ./
USER node
EXPOSE 3000
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1))"]
CMD ["node", "server.js"]

FROM build AS pruned
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf .next/cache e2e tests docs

FROM node:24-bookworm-slim AS machine
WORKDIR /vitrine
ENV HOST=0.0.0.0 PORT=3000 SUPABASE_PORT=54321 VITRINE_DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=pruned --chown=node:node /vitrine ./
USER node
VOLUME /data
EXPOSE 3000 54321
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1))"]
CMD ["node", "scripts/start.mjs"]
