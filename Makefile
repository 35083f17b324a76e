#
# This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
#
# Each target does its own set-up and can be run again. 'make' lists them.

# One way to build for all targets, so that nothing is compiled twice.
SWIFT ?= swift
GENERATED = Sources/VirtualBoxAPI/Generated
DOCUMENTATION = Sources/VMFest/Documentation.docc

# In the environment that Scripts/environment sets up: a VirtualBox web service and a test guest.
RUN = Scripts/environment

.DEFAULT_GOAL := help
.PHONY: help build test demo lint format generate check-generated check-readme docs benchmark check-benchmarks sandbox-down clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build everything, tests included
	Scripts/packages
	$(SWIFT) build --build-tests

test: ## run all tests, on a real VirtualBox
	$(RUN) $(SWIFT) test --disable-xctest

demo: ## do the main job on a real VirtualBox, showing each step with its time
	$(RUN) $(SWIFT) run vmfest demo

lint: ## check the format of Swift files and the shell scripts
	Scripts/lint

format: ## format the Swift files
	Scripts/lint --list-swift | xargs -0 $(SWIFT) format --in-place --parallel

generate: ## write anew what is generated: API layer (of the VirtualBox in use), agent's programs, command reference
	$(RUN) Scripts/generate $(GENERATED)
	Scripts/agent-programs
	$(SWIFT) run vmfest command-reference >.build/CommandLine.md
	cp .build/CommandLine.md $(DOCUMENTATION)/CommandLine.md

check-generated: ## check that what is generated is what the generators write
	Scripts/agent-programs --check
	$(RUN) Scripts/generate $(GENERATED) --check

check-readme: ## run the commands that README.md shows, with the program as it was built for the tests
	$(SWIFT) build --product vmfest
	$(RUN) Scripts/run-readme README.md

docs: ## make the documentation of the library, in .build/documentation; a link that leads nowhere fails
	Scripts/packages
	$(SWIFT) package --allow-writing-to-directory .build/documentation generate-documentation \
		--target VMFest --output-path .build/documentation --warnings-as-errors

benchmark: ## measure, on a real VirtualBox
	$(RUN) Benchmarks/run

check-benchmarks: ## run the benchmarks in a short form, which says how short: whether they run, not how fast
	$(SWIFT) build --product vmfest-benchmarks
	$(RUN) Benchmarks/run --short

sandbox-down: ## end the sandbox's web services and machines
	Scripts/virtualbox-sandbox down

clean: ## remove what the build made; the sandbox and the guest image stay
	rm -rf .build
